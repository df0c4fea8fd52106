// Which voice reads. Only voices that live on the device: the others send away what they read.
const LATE = [300, 1000, 3000]; // milliseconds: not every browser says that its voices have come

export const speech = window.speechSynthesis;

const tidy = (language) => language.toLowerCase().replace("_", "-");
const root = (language) => tidy(language).split("-")[0];

export function voiceFor(language) {
  const fitting = speech.getVoices().filter((voice) => voice.localService && root(voice.lang) === root(language));
  const same = fitting.filter((voice) => tidy(voice.lang) === tidy(language));
  return [...same, ...fitting].find((voice) => voice.default) || same[0] || fitting[0];
}

// Voices come late, and some come later than others.
export function whenVoicesCome(look) {
  look();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
  for (const wait of LATE) setTimeout(look, wait);
}
