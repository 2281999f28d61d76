import { useChat, useStore } from "@widget/shared/context";

/** The first thing seen: who answers here, what it can do, how to reach a person, and a few ways to begin. */
export function Greeting() {
  const { session, t } = useChat();
  const config = useStore(session.config);
  const begun = useStore(session.client.log.events).length + useStore(session.client.echoes).length > 0;
  if (typeof config !== "object") return <div class="greeting" aria-hidden />;
  return (
    <section class={`greeting ${begun ? "is-small" : ""}`}>
      {!begun && <h2 class="greeting-title">{config.greeting || t("greeting.title")}</h2>}
      <p class="greeting-disclosure">{t("greeting.disclosure", { name: config.name })}</p>
      {!begun && config.starters.length > 0 && (
        <ul class="starters" aria-label={t("greeting.starters")}>
          {config.starters.map((text) => (
            <li key={text}>
              <button type="button" class="starter" onClick={() => session.client.say(text)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
