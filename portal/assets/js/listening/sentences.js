// What there is to read, sentence by sentence, in the order of the page.
const SILENT = "button, input, select, textarea, script, style, svg, nav, .no-print, .govuk-visually-hidden, [aria-hidden=true]";
const LONGEST = 200; // letters: some voices give up on more
const NATURAL_BREAK = /[,;:–][^,;:–]*$/;

// Each sentence: its words, its language, and the range of the page where it stands.
export function sentencesIn(main, wanted) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found = [];
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches("br")) block = null;
    } else if (node.data.trim() && isShown(node.parentElement) && wanted(node)) {
      const box = boxOf(node.parentElement);
      const language = node.parentElement.closest("[lang]").lang;
      if (!block || block.box !== box || block.language !== language) found.push((block = { box, language, words: "", parts: [] }));
      block.parts.push({ node, from: block.words.length });
      block.words += node.data;
    }
  }
  return found.flatMap(sentencesOf);
}

function isShown(element) {
  if (element.closest(SILENT) || !element.getClientRects().length) return false;
  const folded = element.closest("details:not([open])");
  return !folded || Boolean(element.closest("summary"));
}

// The nearest element round it that stands on lines of its own.
function boxOf(element) {
  while (/^(inline|contents)$/.test(getComputedStyle(element).display)) element = element.parentElement;
  return element;
}

function sentencesOf(block) {
  const said = [];
  for (let [from, words] of split(block.words, block.language)) {
    while (words.length > LONGEST) {
      const most = words.slice(0, LONGEST);
      const length = (most.search(NATURAL_BREAK) + 1) || (most.lastIndexOf(" ") + 1) || LONGEST;
      said.push([from, words.slice(0, length)]);
      from += length;
      words = words.slice(length);
    }
    said.push([from, words]);
  }
  return said
    .filter(([, words]) => /[\p{L}\p{N}]/u.test(words))
    .map(([from, words]) => ({
      words: words.replace(/\s+/g, " ").trim(),
      language: block.language,
      range: rangeOf(block.parts, from + words.search(/\S/), from + words.trimEnd().length),
    }));
}

function split(words, language) {
  if (window.Intl && Intl.Segmenter) {
    const sentences = new Intl.Segmenter(language, { granularity: "sentence" }).segment(words);
    return Array.from(sentences, (each) => [each.index, each.segment]);
  }
  return Array.from(words.matchAll(/.+?(?:[.!?…؟。]+(?=\s)|$)\s*/gs), (each) => [each.index, each[0]]);
}

function rangeOf(parts, from, to) {
  const range = document.createRange();
  const holding = (at) => parts.filter((part) => part.from <= at).pop();
  const [first, last] = [holding(from), holding(to - 1)];
  range.setStart(first.node, from - first.from);
  range.setEnd(last.node, to - last.from);
  return range;
}
