// The one script of the service: comfort only, every page works without it.
import "./js/main.js";
