// Reads sentences one after the other, and notices when a voice hangs.
import { follow, mark, unmark } from "./marking.js";
import { speech, voiceFor } from "./voices.js";

const BREATH = 80; // milliseconds: what is said straight after a cancel is swallowed
const TO_BEGIN = 5000; // milliseconds until a voice must have begun
const TO_END = 5000; // milliseconds on top of what the letters take
const LETTER = 150; // milliseconds: the slowest voices take about as long

export class Reading {
  constructor(sentences, speed, changed) {
    this.sentences = sentences.filter((each) => voiceFor(each.language));
    this.changed = changed;
    this.speed = speed;
    this.at = 0;
    this.turn = 0; // of what was said in an earlier turn nothing counts any more
    this.failed = false;
    this.state = "stopped";
  }

  goOn() {
    this.failed = false;
    this.become("reading");
    this.say();
  }

  stop() {
    this.hush();
    this.become("stopped");
  }

  back() {
    this.at = Math.max(0, this.at - 1);
    this.goOn();
  }

  setSpeed(speed) {
    this.speed = speed;
    if (this.state === "reading") this.say();
  }

  say() {
    const sentence = this.sentences[this.at];
    const busy = speech.speaking || speech.pending;
    this.hush();
    if (!sentence) {
      this.at = 0;
      this.become("over");
      return;
    }
    mark(sentence.range);
    follow(sentence.range, this.at && this.sentences[this.at - 1].range);
    const turn = this.turn;
    if (busy) this.watch = setTimeout(() => this.utter(sentence, turn), BREATH);
    else this.utter(sentence, turn); // at once: a telephone lets nothing begin long after the finger
  }

  utter(sentence, turn) {
    const words = new SpeechSynthesisUtterance(sentence.words);
    const now = (act) => () => turn === this.turn && act();
    const alive = now(() => this.expect(TO_END + (LETTER * sentence.words.length) / this.speed));
    Object.assign(words, {
      voice: voiceFor(sentence.language),
      lang: sentence.language,
      rate: this.speed,
      onstart: alive,
      onboundary: alive,
      onend: now(() => this.next()),
      onerror: now(() => this.recover()),
    });
    this.words = words; // a browser may forget what nobody holds, and never say that it has ended
    this.expect(TO_BEGIN);
    if (speech.paused) speech.resume();
    speech.speak(words);
  }

  next() {
    this.failed = false;
    this.at += 1;
    this.say();
  }

  expect(wait) {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.recover(), wait);
  }

  // Once more from the beginning of the sentence; after that the reader decides.
  recover() {
    if (this.failed) {
      this.stop();
      return;
    }
    this.failed = true;
    this.hush();
    const sentence = this.sentences[this.at];
    const turn = this.turn;
    mark(sentence.range);
    this.watch = setTimeout(() => this.utter(sentence, turn), BREATH);
  }

  hush() {
    this.turn += 1;
    clearTimeout(this.watch);
    speech.cancel();
    unmark();
  }

  become(state) {
    this.state = state;
    this.changed(state);
  }
}
