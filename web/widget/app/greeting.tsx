import { useChat, useStore } from "@widget/shared/context";

/** A greeting this short is a headline; a longer one is a text below ours. */
const headline = 48;

/** The first thing seen: who answers here, what it can do, how to reach a person, and a few ways to begin. */
export function Greeting({ onAsked }: { onAsked(): void }) {
  const { session, t } = useChat();
  const config = useStore(session.config);
  const begun = useStore(session.client.log.events).length + useStore(session.client.echoes.list).length > 0;
  if (typeof config !== "object") return <div class="greeting" aria-hidden />;
  const short = config.greeting.length > 0 && config.greeting.length <= headline;
  const disclosure = t("greeting.disclosure", { name: config.name });
  return (
    <section class={`greeting ${begun ? "is-small" : ""}`}>
      {!begun && <h2 class="greeting-title">{short ? config.greeting : t("greeting.title")}</h2>}
      <p class="greeting-disclosure">{begun || short ? disclosure : config.greeting || disclosure}</p>
      {!begun && config.starters.length > 0 && (
        <ul class="starters" aria-label={t("greeting.starters")}>
          {config.starters.map((text) => (
            <li key={text}>
              <button
                type="button"
                class="starter"
                onClick={() => {
                  session.client.say(text);
                  onAsked();
                }}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
