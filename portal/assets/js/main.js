// Comforts for browsers that run scripts. Every page works without this file.
import { Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, isSupported } from "govuk-frontend";
import { offer } from "./listening/buttons.js";

const settings = new Map([[Button, { preventDoubleClick: true }]]);

document.body.classList.add("js-enabled", "govuk-frontend-supported");
if (isSupported()) {
  for (const Component of [ErrorSummary, Button, CharacterCount, Checkboxes, ExitThisPage]) {
    for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      new Component(element, settings.get(Component));
    }
  }
}
offer();
