/* Leaves out of GOV.UK Frontend's style what no template of ours uses. A test sees to it that the list and the templates
   do not meet. Colours' fall-backs go too: every browser that reads this sheet knows custom properties. So do its ways with
   focus and paper, which are our own: only picked boxes keep theirs, for browsers with colours forced on them. */
import postcss from "postcss";

export const UNUSED = [
  "back-link--inverse",
  "button--inverse",
  "button--start",
  "button__start-icon",
  "checkboxes--small",
  "checkboxes__conditional",
  "fieldset__legend--xl",
  "input--extra-letter-spacing",
  "input--width-3",
  "input--width-30",
  "label--s",
  "label--xl",
  "link--inverse",
  "link--muted",
  "link--no-underline",
  "link--no-visited-state",
  "link--text-colour",
  "link-image",
  "radios__conditional",
  "service-navigation",
  "summary-card",
  "summary-list--no-border",
  "summary-list__row--no-border",
  "table--small-text-until-tablet",
  "table__caption--l",
  "table__caption--xl",
  "tag--magenta",
  "tag--orange",
  "tag--pink",
  "tag--purple",
  "tag--teal",
  "tag--turquoise",
  "visually-hidden-focusable",
];

const unused = new RegExp(`\\.govuk-(?:${UNUSED.join("|")})(?![a-z])`);
const oldBrowsers = /screen(?:\\0|\ufffd)|^not \((?:text-wrap|caret-color)/;
const everyBrowser = /^not \(-ms-|: ?max\(/; // who does not know max() leaves out the lines with it anyway
const ownFocus = /\.govuk-(?!skip-link|radios|checkboxes|error-summary:).*:focus(?!-)/;
const neverUsed = /\.govuk-(?:button|input|textarea|radios|checkboxes)\S*(?:\[disabled\]|:disabled)|::-moz-|spin-button/;
const prefixed = /^-(?:moz|ms)-|^-webkit-(?:clip-path|text-decoration)|^text-decoration-skip$|^word-wrap$/; // said without, too
const said = { "font-family": "var(--font)", "-webkit-font-smoothing": "antialiased", "-moz-osx-font-smoothing": "grayscale" };

const sides = { top: "block-start", bottom: "block-end", left: "inline-start", right: "inline-end" };
const sizes = { height: "block-size", width: "inline-size" };
const wholes = { font: ["font-size", "font-weight", "line-height"], background: ["background", "background-color"] };

const shorter = (value) => value.replaceAll(", ", ",").replaceAll("rgba(0,0,0,0)", "transparent");
const leftOut = (selector) => [unused, ownFocus, neverUsed].some((each) => each.test(selector));
const theirPaper = (rule) => /print/.test(rule.params) && rule.nodes.every((each) => /govuk-/.test(each));

/* What a line sets, each side by itself and named by the direction of writing: `margin-bottom` is `margin-block-end`. */
function sets(prop) {
  const name = prop
    .replace(/^(margin|padding)-(top|bottom|left|right)$/, (_all, what, side) => `${what}-${sides[side]}`)
    .replace(/^(min-|max-)?(height|width)$/, (_all, most = "", size) => `${most}${sizes[size]}`);
  const box = /^(margin|padding)(-block|-inline)?$/.exec(name);
  if (!box) return wholes[name] ?? [name];
  const ways = box[2] ? [box[2]] : ["-block", "-inline"];
  return ways.flatMap((way) => [`${box[1]}${way}-start`, `${box[1]}${way}-end`]);
}

/* `a:is(:link,:visited)` says `a:link,a:visited`. */
function eachOf(selectors) {
  return selectors.flatMap((selector) => {
    const [, before, inside] = /^(.*):is\(((?::[a-z-]+,?)+)\)$/.exec(selector) ?? [];
    return inside ? inside.split(",").map((state) => before + state) : [selector];
  });
}

/* Leaves out what never shows, because a later rule with the same selector sets it again: ours overrule theirs so.
   A value that only newer browsers know overrules nothing. */
function withoutOverruled(root) {
  const later = new Map();
  const rules = [];
  root.walkRules((rule) => rules.push(rule));
  for (const rule of rules.reverse()) {
    const selectors = eachOf(rule.selectors);
    const said = selectors.map((selector) => later.get(selector) ?? new Set());
    rule.each((line) => {
      if (line.type === "decl" && !line.important && sets(line.prop).every((name) => said.every((one) => one.has(name)))) {
        line.remove();
      }
    });
    if (rule.parent !== root) continue;
    for (const selector of selectors) {
      const known = later.get(selector) ?? later.set(selector, new Set()).get(selector);
      rule.each((line) => {
        if (line.type === "decl" && !/color-mix|(?:min|max|clamp)\(/.test(line.value)) sets(line.prop).forEach((name) => known.add(name));
      });
    }
  }
}

/* Two rules with the same selector, or two of the same condition, that follow one another become one. */
function joined(root) {
  const same = (one, other) =>
    (one?.type === "rule" && other?.type === "rule" && one.selector === other.selector) ||
    (one?.type === "atrule" && other?.type === "atrule" && one.name === "media" && one.name === other.name && one.params === other.params);
  root.walk((each) => {
    while (same(each, each.next())) {
      each.append(each.next().nodes.map((inside) => inside.clone()));
      each.next().remove();
    }
  });
}

/* Their names for colours go, once each is told apart: `var(--govuk-text-colour)` is our `var(--ink)`. */
function inOurWords(root) {
  const ours = new Map();
  root.walkDecls(/^--govuk-/, (line) => {
    if (!/^var\(--(?!govuk)/.test(line.value)) return;
    ours.set(line.prop, line.value);
    line.remove();
  });
  root.walkDecls((line) => {
    line.value = line.value.replace(/var\((--govuk-[\w-]+)\)/g, (whole, name) => ours.get(name) ?? whole);
  });
}

export function lean(css) {
  const root = postcss.parse(css);
  root.walkDecls((line) => {
    line.raws.between = ":";
    line.value = line.value.replace(/var\((--govuk-[\w-]+), ?#[0-9a-f]+\)/g, "var($1)");
    if (!/["']/.test(line.value)) line.value = shorter(line.value);
    if (said[line.prop] === line.value) line.remove();
    else if (prefixed.test(line.prop) || line.value === "-webkit-fit-content") line.remove();
    else if (line.prop.startsWith("--govuk-") && /^#/.test(line.value)) line.remove(); // the theme says them all
    else if (/^--govuk-(?:breakpoint|frontend-version)/.test(line.prop)) line.remove(); // for scripts that we do not take
    else if (/^\d+pt$/.test(line.value)) line.parent.remove(); // our own sheet for paper sets one size for all
  });
  root.walkRules((rule) => {
    rule.selector = rule.selector.replaceAll(":not(.\\:focus)", ""); // a class of their examples
    const kept = rule.selectors.filter((selector) => !leftOut(selector.replace(/:not\([^)]*\)/g, "")));
    if (kept.length === 0 || rule.nodes.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  root.walkAtRules((rule) => {
    rule.params = rule.params.replace(",(-ms-high-contrast: active)", "");
    if (oldBrowsers.test(rule.params) || theirPaper(rule)) rule.remove();
    else if (everyBrowser.test(rule.params)) rule.replaceWith(rule.nodes);
  });
  inOurWords(root);
  withoutOverruled(root);
  root.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  joined(root);
  return root.toString();
}
