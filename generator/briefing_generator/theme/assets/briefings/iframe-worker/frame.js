// Stands in the hidden frame of shim.js and gives it what a worker has: postMessage and importScripts.
"use strict";
window.postMessage = (data) => parent.postMessage(data, "*");
window.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => new Promise((loaded) => {
  const script = document.createElement("script");
  script.src = source;
  script.onload = loaded;
  document.body.append(script);
})), Promise.resolve());
