import { createServer, type Server, type Socket } from "node:net";

/** A mail server that keeps what it is given. */
export class Mailbox {
  readonly mails: string[] = [];
  private readonly server: Server;

  constructor(port: number) {
    this.server = createServer((socket) => this.serve(socket)).listen(port, "127.0.0.1");
  }

  close() {
    this.server.close();
  }

  private serve(socket: Socket) {
    let data = "";
    let mail = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.setEncoding("utf8");
    socket.on("error", () => undefined); // the other side may just hang up
    say("220 mailbox");
    socket.on("data", (chunk: string) => {
      data += chunk;
      for (;;) {
        const end = mail ? "\r\n.\r\n" : "\r\n";
        const at = data.indexOf(end);
        if (at < 0) return;
        const part = data.slice(0, at);
        data = data.slice(at + end.length);
        if (mail) {
          mail = false;
          this.mails.push(part);
          say("250 kept");
        } else if (/^data/i.test(part)) {
          mail = true;
          say("354 go on");
        } else if (/^quit/i.test(part)) {
          say("221 bye");
          socket.end();
        } else {
          say("250 mailbox");
        }
      }
    });
  }
}
