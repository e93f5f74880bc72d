/** What the hand and the ear notice while the eye is on the box. */
let sound: AudioContext | null = null;

/** Browsers let a page sound only after a press: call it from one. */
export function wake(): void {
  try {
    sound ??= new AudioContext();
    void sound.resume();
  } catch {
    sound = null;
  }
}

function tone(pitch: number, start: number, length: number): void {
  if (!sound) return;
  const voice = sound.createOscillator();
  const loudness = sound.createGain();
  voice.type = "square";
  voice.frequency.value = pitch;
  loudness.gain.value = 0.12;
  voice.connect(loudness).connect(sound.destination);
  voice.start(sound.currentTime + start);
  voice.stop(sound.currentTime + start + length);
}

export function good(): void {
  tone(1320, 0, 0.12);
  navigator.vibrate?.(80);
}

export function bad(): void {
  tone(240, 0, 0.25);
  tone(180, 0.3, 0.35);
  navigator.vibrate?.([250, 100, 250]);
}

export function read(): void {
  tone(880, 0, 0.06);
  navigator.vibrate?.(30);
}
