import { Value } from "@shared/live/store";

export interface Alerts {
  sound: boolean;
  desktop: boolean;
}

const key = "firstline.alerts";

function stored(): Alerts {
  try {
    return { sound: true, desktop: false, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Alerts>) };
  } catch {
    return { sound: true, desktop: false };
  }
}

/** How this browser calls its agent to an assignment. */
export const alerts = new Value<Alerts>(stored());

export function setAlerts(change: Partial<Alerts>): void {
  const next = { ...alerts.get(), ...change };
  localStorage.setItem(key, JSON.stringify(next));
  alerts.set(next);
}

/** Asks the browser; false if the person or the browser says no. */
export async function allowDesktop(): Promise<boolean> {
  if (!("Notification" in window)) return false;
  return (await Notification.requestPermission()) === "granted";
}
