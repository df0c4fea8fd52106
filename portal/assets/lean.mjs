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
  "label--m",
  "label--s",
  "label--xl",
  "link--inverse",
  "link--muted",
  "link--no-underline",
  "link--no-visited-state",
  "link--text-colour",
  "link-image",
  "notification-banner__link",
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
const oldBrowsers = /screen\\0|^not \((?:text-wrap|caret-color)/;
const ownFocus = /\.govuk-(?!skip-link|radios|checkboxes|error-summary:|notification-banner:).*:focus(?!-)/;
const neverUsed = /\.govuk-(?:button|input|textarea)\S*(?:\[disabled\]|:disabled)|::-moz-/;
const prefixed = /^-(?:moz|ms)-|^-webkit-(?:clip-path|text-decoration)/;
const said = { "font-family": "var(--font)", "-webkit-font-smoothing": "antialiased", "-moz-osx-font-smoothing": "grayscale" };

const leftOut = (selector) => [unused, ownFocus, neverUsed].some((each) => each.test(selector));
const theirPaper = (rule) => /print/.test(rule.params) && rule.nodes.every((each) => /govuk-/.test(each));

export function lean(css) {
  const root = postcss.parse(css);
  root.walkDecls((line) => {
    line.value = line.value.replace(/var\((--govuk-[\w-]+), ?#[0-9a-f]+\)/g, "var($1)");
    if (said[line.prop] === line.value) line.remove();
    else if (prefixed.test(line.prop)) line.remove();
    else if (line.prop.startsWith("--govuk-") && /^#/.test(line.value)) line.remove(); // the theme says them all
    else if (/^\d+pt$/.test(line.value)) line.parent.remove(); // our own sheet for paper sets one size for all
  });
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !leftOut(selector.replace(/:not\([^)]*\)/g, "")));
    if (kept.length === 0 || rule.nodes.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  root.walkAtRules((rule) => {
    if (oldBrowsers.test(rule.params) || theirPaper(rule)) rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}
