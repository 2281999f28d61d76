import type { ComponentChildren } from "preact";
import { ChatProvider, type Chat } from "../context";
import { translator, type Lang } from "../locale/translate";
import { Actions } from "../session/actions";
import { Session } from "../session/session";

/** A chat that is not connected to anything, for drawing parts of the screen in tests. */
export function testChat(lang: Lang = "en") {
  const session = new Session({ workspace: "test", lang, origin: "http://localhost" });
  const t = translator(lang);
  const chat: Chat = { session, lang, t, actions: new Actions(session, t) };
  const Provider = ({ children }: { children: ComponentChildren }) => <ChatProvider value={chat}>{children}</ChatProvider>;
  return { chat, Provider };
}
