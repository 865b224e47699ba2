// Lets a page that was opened from the disk have a worker: a hidden frame takes its place.
// After iframe-worker (MIT, see LICENSE.txt). That one writes an inline script into the frame, which a
// Content-Security-Policy would have to allow for any script; here the same few lines are a file, frame.js.
(() => {
  "use strict";
  const frame = new URL("frame.js", document.currentScript.src);

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.url = String(url);
      this.iframe = document.createElement("iframe");
      this.iframe.hidden = true;
      document.body.append(this.iframe);
      const inside = this.iframe.contentWindow.document;
      inside.open();
      inside.write("<!doctype html><html><body></body></html>");
      inside.close();
      const add = (source) => new Promise((loaded, failed) => {
        const script = inside.createElement("script");
        script.src = source;
        script.onload = loaded;
        script.onerror = () => failed(new Error(`${source} cannot be loaded`));
        inside.body.append(script);
      });
      this.ready = add(frame).then(() => add(this.url));
      this.ready.catch((error) => this.tell(new ErrorEvent("error", { message: error.message, error })));
      this.heard = (event) => {
        if (event.source === this.iframe.contentWindow) this.tell(new MessageEvent("message", { data: event.data }));
      };
      addEventListener("message", this.heard);
    }

    tell(event) {
      this.dispatchEvent(event);
      const handler = this[`on${event.type}`];
      if (handler) handler.call(this, event);
    }

    postMessage(data) {
      this.ready.then(() => {
        this.iframe.contentWindow.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      }, () => {});
    }

    terminate() {
      removeEventListener("message", this.heard);
      this.iframe.remove();
    }
  }

  window.IFrameWorker = FrameWorker;
  if (location.protocol === "file:") window.Worker = FrameWorker;
})();
