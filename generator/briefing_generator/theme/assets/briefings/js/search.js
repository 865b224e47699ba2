// Stands between the theme and its search worker: filters by briefing and kind, quoted words as they stand, and on the
// page that was found the hit brought into view. Loaded before the theme (`extra.polyfills`); without it search works.
// Where the index says that Pagefind holds it (`search: pagefind`), Pagefind answers in the worker's place.
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the theme's messages
  const here = document.currentScript.src;
  const fields = { briefing: "Briefing", kind: "Kind" };
  const chosen = { briefing: "", kind: "" };

  const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    .toLowerCase().normalize("NFD").replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // "can’t", "O'Brien" and "AT&T" are each looked for as a whole, whatever sign the text has there.
  const joined = (query) => [...query.matchAll(/[\p{L}\p{N}]+(?:['’ʼ&][\p{L}\p{N}]+)+/gu)].map((match) => plain(match[0]));
  const says = (item, phrase) => ` ${plain(item.text)} `.includes(` ${phrase} `) || ` ${plain(item.title)} `.includes(` ${phrase} `);
  const facet = (group, name) => (group.find((item) => item[name]) || {})[name] || "";

  // What the theme shows as tags of a page: what kind it is, and of which briefing. It takes them for HTML.
  const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const labelled = (group) => group.map((item) => item.kind && !item.location.includes("#")
    ? { ...item, tags: [item.kind, item.briefing].filter((tag) => tag && plain(tag) !== plain(item.title)).map(safe) } : item);

  class Between extends window.Worker {
    constructor(url, options) {
      super(url, options);
      this.found = { items: [] };
      this.phrases = [];
      if (!/\/workers\/search\./.test(String(url))) return;
      this.addEventListener("message", (event) => {
        if (!event.data || event.data.type !== RESULT || event.data.filtered) return;
        event.stopImmediatePropagation();
        this.found = event.data.data;
        this.tellFiltered();
      });
    }

    postMessage(message, ...rest) {
      if (message && message.type === SETUP && message.data.config.pagefind) {
        this.paged = new URL(`../../../${message.data.config.pagefind}/`, here);
        import(new URL("paged-search.js", here)).then(({ ready }) => ready(this.paged));
        this.say(READY);
        return;
      }
      if (message && message.type === QUERY && this.paged) {
        this.query = String(message.data).replace(/[“”„«»]/g, '"');
        this.askPagefind();
        return;
      }
      if (message && message.type === QUERY) {
        const data = String(message.data).replace(/[“”„«»]/g, '"');
        this.phrases = [...data.matchAll(/"([^"]+)"/g)].map((match) => plain(match[1])).filter(Boolean).concat(joined(data));
        // The theme would ask for each quoted word, and find nothing where one is a stop word that no index holds.
        message = { ...message, data: data.replace(/["'’ʼ&]/g, " ") };
      }
      super.postMessage(message, ...rest);
    }

    tellFiltered() {
      let groups = this.found.items;
      if (this.phrases.length) {
        groups = groups.filter((group) => this.phrases.every((phrase) => group.some((item) => says(item, phrase))))
          .map((group) => group.filter((item, n) => !item.parent || this.phrases.some((phrase) => says(item, phrase))));
      }
      const counts = {};
      for (const name of Object.keys(fields)) {
        counts[name] = new Map();
        for (const value of groups.map((group) => facet(group, name)).filter(Boolean)) counts[name].set(value, (counts[name].get(value) || 0) + 1);
      }
      bar(counts, () => this.tellFiltered());
      const items = groups.filter((group) => Object.keys(fields).every((name) => !chosen[name] || facet(group, name) === chosen[name]));
      this.say(RESULT, { ...this.found, items: items.map(labelled) });
    }

    async askPagefind() {
      const { query } = this;
      const { answer } = await import(new URL("paged-search.js", here));
      const { items, counts } = await answer(this.paged, query, chosen);
      if (query !== this.query) return; // another was asked meanwhile
      bar(counts, () => this.askPagefind());
      this.say(RESULT, { items: items.map(labelled) });
    }

    say(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, filtered: true, data } }));
    }
  }
  window.Worker = Between;

  // The filters stand above the results; what they offer, and how often it was found, comes with the results.
  function bar(found, changed) {
    const result = document.querySelector("[data-md-component=search-result]");
    if (!result) return;
    let box = result.querySelector(".search-filters");
    if (!box) {
      box = document.createElement("div");
      box.className = "search-filters";
      result.firstElementChild.after(box);
      for (const [name, text] of Object.entries(fields)) {
        const label = document.createElement("label");
        const select = document.createElement("select");
        select.dataset.field = name;
        label.append(text, select);
        box.append(label);
        // Keys pressed here are not the theme's, which would jump back to the search box.
        select.addEventListener("keydown", (event) => { if (event.key !== "Escape") event.stopPropagation(); });
      }
      const query = document.querySelector("[data-md-component=search-query]");
      query.addEventListener("keydown", (event) => {
        const first = box.querySelector("label:not([hidden]) select");
        if (event.key !== "Tab" || event.shiftKey || box.hidden || !first) return;
        event.preventDefault();
        event.stopPropagation();
        first.focus();
      });
    }
    for (const select of box.querySelectorAll("select")) {
      const name = select.dataset.field;
      const counts = new Map([...(chosen[name] ? [[chosen[name], 0]] : []), ...(found[name] || [])]);
      select.replaceChildren(new Option("all", ""), ...[...counts.keys()].sort().map((value) => new Option(`${value} (${counts.get(value)})`, value)));
      select.value = chosen[name];
      select.onchange = () => { chosen[name] = select.value; changed(); };
      select.parentElement.hidden = counts.size < 2 && !chosen[name];
    }
    box.hidden = !box.querySelector("label:not([hidden])");
  }

  // An eighth of a second after it took up a page's hash the theme closes the search, even on a reader who is typing.
  addEventListener("change", ({ target }) => {
    if (target.id !== "__search" || target.checked) return;
    queueMicrotask(() => { if (document.activeElement.matches("[data-md-component=search-query]")) target.click(); });
  });

  // The theme marks the words that were looked for; the passage with most of them is what the reader came for.
  function intoView() {
    if (location.hash || !new URLSearchParams(location.search).get("h")) return;
    const word = (mark) => mark.textContent.toLowerCase();
    const often = new Map();
    for (const mark of document.querySelectorAll(".md-content mark[data-md-highlight]")) often.set(word(mark), (often.get(word(mark)) || 0) + 1);
    let best = [], most = 0;
    for (const passage of document.querySelectorAll(".md-content :is(p, li, blockquote, td, .evidence)")) {
      const marks = [...passage.querySelectorAll("mark[data-md-highlight]")];
      const words = new Set(marks.map(word)).size;
      if (words > most) [best, most] = [marks, words];
    }
    // In a long passage the rarest of the words is where the reader wants to be.
    const rarest = best.sort((a, b) => often.get(word(a)) - often.get(word(b)))[0];
    if (rarest) rarest.scrollIntoView({ block: "center" });
  }
  addEventListener("load", () => setTimeout(intoView, 150));
})();
