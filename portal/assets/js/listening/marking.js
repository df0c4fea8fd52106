// Marks the sentence that is read, without changing the page where the browser can do that.
const NAME = "read-aloud";
const without = !(window.CSS && CSS.highlights && window.Highlight);

let around = [];

export function mark(range) {
  unmark();
  if (without) around = textsIn(range).map(([node, from, to]) => wrapped(node, from, to));
  else CSS.highlights.set(NAME, new Highlight(range));
}

export function unmark() {
  if (!without) CSS.highlights.delete(NAME);
  for (const span of around) {
    const parent = span.parentNode;
    span.replaceWith(...span.childNodes);
    parent.normalize();
  }
  around = [];
}

// The page follows the reading as long as the reader does: it stays where somebody has moved it.
export function follow(range, before) {
  const seen = (which) => {
    const box = which.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  const box = range.getBoundingClientRect();
  if (before && seen(before) && (box.top < 0 || box.bottom > innerHeight * 0.75)) scrollBy(0, box.top - innerHeight / 4);
}

function textsIn(range) {
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (to > from) found.push([node, from, to]);
  }
  return found;
}

function wrapped(node, from, to) {
  const words = node.splitText(from);
  words.splitText(to - from);
  const span = document.createElement("span");
  span.className = NAME;
  words.replaceWith(span);
  span.append(words);
  return span;
}
