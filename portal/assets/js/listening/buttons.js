// The buttons: one at each heading and each row of Easy Read, and the ways to steer what is being read.
import { Reading } from "./reading.js";
import { Recording } from "./recording.js";
import { sentencesIn } from "./sentences.js";
import { speech, voiceFor, whenVoicesCome } from "./voices.js";

const SPEEDS = [0.6, 0.8, 1, 1.25, 1.5];
const KEPT_AS = "listening-speed";
const ROWS = ".easy-row, .pictured";
const NAMES = "legend, label, h1, h2"; // what stands in these belongs to the name of something else
const INSIDE = `${ROWS}, legend, label, fieldset, hgroup, form, .govuk-form-group`;

const [LISTEN, STOP, GO_ON, BACK, SLOWER, FASTER] = (document.querySelector("script[data-words]")?.dataset.words ?? "").split("|");

let current = null; // {button, reading, steering}
let speed = keptSpeed();

export function offer() {
  const main = document.querySelector("main");
  if (!FASTER || !main || location.pathname.startsWith("/staff/")) return;
  const voices = () => speech && places(main).forEach(({ at, wanted }) => addButton(main, at, wanted));
  for (const link of main.querySelectorAll("a[data-recording]")) addRecording(main, link, voices);
  if (speech) whenVoicesCome(voices);
  addEventListener("pagehide", leave);
  addEventListener("keydown", (event) => event.key === "Escape" && current && current.reading.stop());
}

// Each heading reads until the next one, each row reads itself.
function places(main) {
  const shown = (each) => each.getClientRects().length && !each.closest("nav, .govuk-visually-hidden, .no-print");
  const heads = [...main.querySelectorAll("h1, h2")].filter(shown);
  const rows = [...main.querySelectorAll(".easy-row")].filter((row) => shown(row) && !row.querySelector("h1, h2"));
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const sections = heads.map((head, place) => ({
    at: head,
    wanted: (node) => follows(head, node) && !(heads[place + 1] && follows(heads[place + 1], node)),
  }));
  return [...sections, ...rows.map((row) => ({ at: row, wanted: (node) => row.contains(node) }))];
}

function addButton(main, at, wanted) {
  if (at.dataset.heard || !voiceFor(at.closest("[lang]").lang)) return;
  at.dataset.heard = "yes";
  const button = listening(at, (changed) => new Reading(sentencesIn(main, wanted), speed, changed));
  put(button, at);
}

// A recording stands in for the voice at the heading of its page. One that cannot be played makes room for the voice.
function addRecording(main, link, voices) {
  const head = main.querySelector("h1");
  head.dataset.heard = "yes";
  const broken = () => {
    leave();
    button.remove();
    delete head.dataset.heard;
    voices();
  };
  const button = listening(head, (changed) => new Recording(link.href, speed, changed, broken));
  link.closest("p").remove();
  put(button, head);
}

function listening(at, begin) {
  const button = made(LISTEN, () => press(button, begin));
  const name = document.createElement("span");
  name.className = "govuk-visually-hidden";
  name.textContent = `: ${at.textContent.trim().replace(/\s+/g, " ").slice(0, 80)}`;
  button.append(name);
  button.insertAdjacentHTML("afterbegin", '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-listen"/></svg>');
  return button;
}

function put(button, at) {
  const row = at.closest(ROWS);
  const inside = row && !row.closest(NAMES);
  const where = at.matches("h1") && document.querySelector("main .where");
  let place = at;
  while (place.parentElement.matches(INSIDE)) place = place.parentElement;
  if (where) where.append(button);
  else if (inside) row.append(button);
  else place.before(button);
}

function made(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "listen";
  button.append(Object.assign(document.createElement("span"), { textContent: words }));
  button.addEventListener("click", act);
  return button;
}

const say = (button, words) => (button.querySelector("span").textContent = words);

function press(button, begin) {
  if (current && current.button === button) {
    toggle();
    return;
  }
  leave();
  const reading = begin((state) => show(button, state));
  current = { button, reading, steering: steeringFor(reading) };
  button.after(current.steering);
  reading.goOn();
}

function toggle() {
  if (current.reading.state === "reading") current.reading.stop();
  else current.reading.goOn();
}

function steeringFor(reading) {
  const steering = document.createElement("div");
  steering.className = "listening no-print";
  steering.setAttribute("role", "group");
  steering.setAttribute("aria-label", LISTEN);
  const slower = made(SLOWER, () => step(-1));
  const faster = made(FASTER, () => step(1));
  const step = (by) => {
    const at = Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(speed) + by));
    if (SPEEDS[at] === speed) return;
    keepSpeed(SPEEDS[at]);
    reading.setSpeed(speed);
    limits();
  };
  const limits = () => {
    slower.setAttribute("aria-disabled", speed === SPEEDS[0]);
    faster.setAttribute("aria-disabled", speed === SPEEDS[SPEEDS.length - 1]);
  };
  limits();
  steering.append(made(STOP, toggle), ...(reading.back ? [made(BACK, () => reading.back())] : []), slower, faster);
  return steering;
}

function show(button, state) {
  const words = { reading: STOP, stopped: GO_ON, over: LISTEN }[state];
  say(button, words);
  if (!current) return;
  say(current.steering.firstChild, words);
  if (state === "over") leave();
}

// Nothing is read on a page that is left, nor when it comes back.
function leave() {
  if (!current) return;
  const { button, reading, steering } = current;
  const focused = steering.contains(document.activeElement);
  current = null;
  reading.hush();
  say(button, LISTEN);
  steering.remove();
  if (focused) button.focus();
}

function keptSpeed() {
  try {
    const kept = Number(localStorage.getItem(KEPT_AS));
    return SPEEDS.includes(kept) ? kept : 1;
  } catch {
    return 1; // a browser that keeps nothing
  }
}

function keepSpeed(wanted) {
  speed = wanted;
  try {
    localStorage.setItem(KEPT_AS, wanted);
  } catch {
    // It holds for this page, then.
  }
}
