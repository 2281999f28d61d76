import { Value } from "@shared/live/store";
import type { Translate } from "../locale/translate";
import { RequestFailed, taken } from "./api";
import type { Session } from "./session";

/** What a visitor can do besides writing. Each tells in `notice` when it did not work. */
export class Actions {
  readonly notice = new Value<string | undefined>(undefined);
  /** The offer (by seq) that was answered here, before the log says so. */
  readonly answeredOffer = new Value<string | undefined>(undefined);
  /** Feedback on its way, by conversation and seq. */
  readonly feedback = new Value<Readonly<Record<string, boolean>>>({});

  constructor(
    private readonly session: Session,
    private readonly t: Translate,
  ) {}

  /** Works on turn one as well: without a conversation, the wish is its first message. */
  askForPerson = (): Promise<boolean> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) {
      this.session.client.say(this.t("person.ask_text"));
      return Promise.resolve(true);
    }
    return this.try(taken(this.session.api.POST("/v1/visitor/conversations/{conversation}/person", this.at(conversation))));
  };

  answerOffer = async (seq: number, accept: boolean): Promise<void> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return;
    const key = `${conversation}:${seq}`;
    this.answeredOffer.set(key);
    const asked = this.session.api.POST("/v1/visitor/conversations/{conversation}/offer", { ...this.at(conversation), body: { accept } });
    if (!(await this.try(taken(asked)))) this.answeredOffer.set(undefined);
  };

  /** Says yes or no to what an action would do. */
  decide = (confirmation: string, yes: boolean): Promise<boolean> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return Promise.resolve(false);
    const at = { params: { path: { conversation, confirmation } } };
    return this.try(taken(this.session.api.POST("/v1/visitor/conversations/{conversation}/confirmations/{confirmation}", { ...at, body: { yes } })));
  };

  cancelWaiting = (): Promise<boolean> => this.inConversation("/v1/visitor/conversations/{conversation}/cancel");

  /** Has the answer sent by e-mail; the visitor stays in line and in the chat. */
  leaveForm = async (form: { email: string; name?: string; question?: string }): Promise<boolean> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return false;
    const done = await this.try(taken(this.session.api.POST("/v1/visitor/conversations/{conversation}/follow-up", { ...this.at(conversation), body: form })));
    if (done) this.session.followUp.set(form.email);
    return done;
  };

  rate = (score: number, comment: string): Promise<boolean> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return Promise.resolve(false);
    const body = { score, ...(comment && { comment }) };
    return this.try(taken(this.session.api.POST("/v1/visitor/conversations/{conversation}/rating", { ...this.at(conversation), body })));
  };

  /** Has the conversation sent by e-mail; "" means the address that is known. */
  askTranscript = (email: string): Promise<boolean> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return Promise.resolve(false);
    const body = email ? { email } : {};
    return this.try(taken(this.session.api.POST("/v1/visitor/conversations/{conversation}/transcript", { ...this.at(conversation), body })));
  };

  giveFeedback = async (seq: number, helpful: boolean): Promise<void> => {
    const conversation = this.session.client.conversation.get();
    if (!conversation) return;
    const before = this.feedback.get();
    this.feedback.set({ ...before, [`${conversation}:${seq}`]: helpful });
    const body = { seq, helpful };
    const asked = this.session.api.POST("/v1/visitor/conversations/{conversation}/feedback", { ...this.at(conversation), body });
    if (!(await this.try(taken(asked)))) this.feedback.set(before);
  };

  private inConversation(path: "/v1/visitor/conversations/{conversation}/cancel"): Promise<boolean> {
    const conversation = this.session.client.conversation.get();
    return conversation ? this.try(taken(this.session.api.POST(path, this.at(conversation)))) : Promise.resolve(false);
  }

  private at = (conversation: string) => ({ params: { path: { conversation } } });

  private async try(asked: Promise<unknown>): Promise<boolean> {
    this.notice.set(undefined);
    try {
      await asked;
      return true;
    } catch (failure) {
      this.notice.set((failure instanceof RequestFailed && failure.title) || this.t("error.action"));
      return false;
    }
  }
}
