import { Value } from "@shared/live/store";
import { ChatProvider, useStore, type Chat } from "@widget/shared/context";
import { translator } from "@widget/shared/locale/translate";
import { Actions } from "@widget/shared/session/actions";
import { applyBrand } from "@widget/shared/session/brand";
import { Session, type SessionOptions } from "@widget/shared/session/session";
import { App } from "./app";
import { ParentPage } from "./parent-page";

/** Wires one chat: session, shop page, screen. */
export function start(options: SessionOptions) {
  const t = translator(options.lang);
  const session = new Session(options);
  const actions = new Actions(session, t);
  const open = new Value(window.parent === window); // on a page of its own there is nobody to open it
  let quiet = false;
  const page = new ParentPage((message) => {
    if (message.type === "identify") void session.identify(message.identity);
    else if (message.type === "reset") void session.reset().then(look);
    else {
      quiet = message.type === "opened" && message.quietly === true;
      open.set(message.type === "opened");
    }
  });

  const look = () => {
    session.unread.look(open.get());
    if (open.get()) void session.connect();
  };
  open.subscribe(look);
  look();
  // Someone who was here before may have an answer waiting; a new visitor costs no socket.
  if (session.known) void session.connect();

  session.config.subscribe(() => {
    const config = session.config.get();
    if (typeof config !== "object") return;
    const { fill, onFill } = applyBrand(document.documentElement, config.color);
    document.title = t("panel.label", { name: config.name });
    page.tell({ type: "ready", color: fill, onColor: onFill, label: t("launcher.open"), closeLabel: t("launcher.close") });
  });
  session.unread.count.subscribe(() => {
    const count = session.unread.count.get();
    page.tell({ type: "unread", count, label: count > 0 ? t("launcher.unread", { count }) : t("launcher.open") });
  });
  session.holder.subscribe(() => page.tell({ type: "stage", stage: session.holder.get().stage }));
  void session.load();

  const chat: Chat = { session, actions, lang: options.lang, t };
  return <Root chat={chat} open={open} quiet={() => quiet} onClose={() => page.tell({ type: "close" })} />;
}

function Root({ chat, open, quiet, onClose }: { chat: Chat; open: Value<boolean>; quiet(): boolean; onClose(): void }) {
  const isOpen = useStore(open);
  return (
    <ChatProvider value={chat}>
      <App open={isOpen} quiet={quiet()} onClose={onClose} />
    </ChatProvider>
  );
}
