import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backoff } from "./backoff";
import { Connection } from "./connection";
import { FakeSocket, fakeSocket } from "./testing/fake-socket";

interface Frame {
  kind: string;
}

function setup() {
  let cursor = 0;
  const frames: Frame[] = [];
  const calls: string[] = [];
  const connection = new Connection<Frame, object>({
    url: "ws://test",
    hello: () => ({ kind: "hello", after: cursor }),
    isWelcome: (frame) => frame.kind === "welcome",
    onFrame: (frame) => frames.push(frame),
    onOpen: () => calls.push("open"),
    onLost: () => calls.push("lost"),
    refusals: [4401],
    WebSocket: fakeSocket,
    random: () => 0.5,
  });
  connection.start();
  const welcome = () => {
    FakeSocket.last.accept();
    FakeSocket.last.push({ kind: "welcome" });
  };
  return { connection, frames, calls, welcome, moveCursor: (to: number) => (cursor = to) };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.opened = [];
});
afterEach(() => vi.useRealTimers());

test("says hello first and is open after the welcome only", () => {
  const { connection, calls } = setup();
  FakeSocket.last.accept();
  expect(FakeSocket.last.sent).toEqual([{ kind: "hello", after: 0 }]);
  expect(connection.state.get().status).toBe("connecting");
  expect(connection.send({ kind: "say" })).toBe(false);
  FakeSocket.last.push({ kind: "welcome" });
  expect(connection.state.get().status).toBe("open");
  expect(calls).toEqual(["open"]);
  expect(connection.send({ kind: "say" })).toBe(true);
});

test("comes back with the cursor of that moment", () => {
  const { connection, calls, welcome, moveCursor } = setup();
  welcome();
  moveCursor(7);
  FakeSocket.last.cut();
  expect(connection.state.get()).toMatchObject({ status: "waiting" });
  vi.advanceTimersByTime(1_250);
  welcome();
  expect(FakeSocket.opened).toHaveLength(2);
  expect(FakeSocket.last.sent[0]).toEqual({ kind: "hello", after: 7 });
  expect(calls).toEqual(["open", "lost", "open"]);
});

test("waits longer each time, and from the start again after a good connection", () => {
  const { connection, welcome } = setup();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    FakeSocket.last.cut();
    const state = connection.state.get();
    if (state.status !== "waiting") throw new Error(state.status);
    waits.push(state.retryAt - Date.now());
    vi.advanceTimersByTime(state.retryAt - Date.now());
  }
  expect(waits).toEqual([1250, 2250, 4250, 8250, 15_250, 15_250, 15_250, 15_250]);
  welcome();
  FakeSocket.last.cut();
  expect(connection.state.get()).toMatchObject({ retryAt: Date.now() + 1250 });
});

test("does not hammer a server that refuses its token", () => {
  const { connection } = setup();
  FakeSocket.last.accept();
  FakeSocket.last.cut(4401);
  vi.advanceTimersByTime(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
  expect(connection.state.get()).toEqual({ status: "refused", code: 4401 });
  connection.start();
  expect(FakeSocket.opened).toHaveLength(2);
});

test("gives up a socket that never welcomes, and a stream that breaks", () => {
  const { welcome } = setup();
  FakeSocket.last.accept();
  vi.advanceTimersByTime(10_000);
  expect(FakeSocket.last.closed).toBe(true);
  vi.advanceTimersByTime(1_250);
  welcome();
  FakeSocket.last.onmessage?.({ data: '{"kind":' });
  expect(FakeSocket.last.closed).toBe(true);
});

test("a late frame of a dropped socket changes nothing", () => {
  const { connection, frames, welcome } = setup();
  welcome();
  const old = FakeSocket.last;
  connection.drop();
  old.push({ kind: "stale" });
  expect(frames).toEqual([{ kind: "welcome" }]);
});

test("notices that the machine slept", () => {
  const { welcome } = setup();
  welcome();
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(20_000);
  expect(FakeSocket.opened[0]!.closed).toBe(true);
});

test("backoff stays between half a second and thirty", () => {
  for (let attempt = 0; attempt < 50; attempt++) {
    expect(backoff(attempt, () => 0)).toBe(500);
    expect(backoff(attempt, () => 1)).toBeLessThanOrEqual(30_000);
  }
});
