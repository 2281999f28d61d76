/** Two short notes, made here: no file to load, nothing to play where the browser has not been touched yet. */
const notes = [
  { frequency: 660, at: 0 },
  { frequency: 880, at: 0.12 },
];

let context: AudioContext | undefined;

export function chime(): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended" && !navigator.userActivation?.hasBeenActive) return;
  void context.resume();
  for (const { frequency, at } of notes) play(context, frequency, context.currentTime + at);
}

function play(audio: AudioContext, frequency: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = "sine";
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.32);
}
