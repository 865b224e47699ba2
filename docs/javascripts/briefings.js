// Two small helps; every page is complete without them: filters on Conditions, cards over citation marks.
(() => {
  "use strict";
  const fields = { party: "Party", issue: "Issue", act: "Act", level: "Said how" };
  const levels = { own: "in its own words", reported: "as others report", expected: "expected, not said" };

  function filters(box) {
    const statements = [...document.querySelectorAll(".statement[data-act]")];
    if (statements.length < 2) return;
    const asked = new URLSearchParams(location.search);
    const inputs = {};
    const labelled = (text, input) => {
      const label = document.createElement("label");
      label.append(text, input);
      input.setAttribute("aria-label", text);
      box.append(label);
      return input;
    };
    for (const [name, text] of Object.entries(fields)) {
      const select = document.createElement("select");
      select.add(new Option("any", ""));
      const values = new Set(statements.map((s) => s.dataset[name]).filter(Boolean));
      for (const value of [...values].sort()) select.add(new Option(name === "level" ? levels[value] : value, value));
      select.value = values.has(asked.get(name)) ? asked.get(name) : "";
      inputs[name] = labelled(text, select);
    }
    for (const [name, text] of [["from", "From"], ["to", "To"]]) {
      const input = document.createElement("input");
      input.type = "date";
      input.value = asked.get(name) || "";
      inputs[name] = labelled(text, input);
    }
    const reset = document.createElement("button");
    reset.type = "button";
    reset.textContent = "Show all";
    const told = document.createElement("output");
    box.append(reset, told);

    function apply() {
      let shown = 0;
      for (const s of statements) {
        const d = s.dataset;
        const fits = Object.keys(fields).every((n) => !inputs[n].value || d[n] === inputs[n].value) &&
          (!inputs.from.value || d.date >= inputs.from.value) &&
          (!inputs.to.value || (d.date && d.date <= inputs.to.value));
        s.hidden = !fits;
        if (fits) shown += 1;
      }
      // A heading is shown while a statement below it, up to the next heading of its rank, is shown.
      let below = { H2: false, H3: false };
      for (const e of [...box.parentElement.querySelectorAll("h2, h3, .changed, .statement")].reverse()) {
        if (e.matches(".statement")) { if (!e.hidden) below = { H2: true, H3: true }; }
        else if (e.matches(".changed")) e.hidden = !below.H3;
        else { e.hidden = !below[e.tagName]; below[e.tagName] = false; if (e.tagName === "H2") below.H3 = false; }
      }
      told.textContent = `${shown} of ${statements.length} shown`;
    }
    function keep() {
      const query = new URLSearchParams();
      for (const [name, input] of Object.entries(inputs)) if (input.value) query.set(name, input.value);
      const text = query.toString();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
      apply();
    }
    for (const input of Object.values(inputs)) input.addEventListener("change", keep);
    reset.addEventListener("click", () => { for (const i of Object.values(inputs)) i.value = ""; keep(); });
    apply();
  }

  function cards() {
    let card = null;
    const hide = () => { if (card) { card.remove(); card = null; } };
    const show = (link) => {
      hide();
      if (link.title) { link.dataset.card = link.title; link.setAttribute("aria-description", link.title); link.removeAttribute("title"); }
      const [quote, ...rest] = link.dataset.card.split("” · ");
      card = document.createElement("div");
      card.className = "evidence-card";
      card.append(rest.length ? quote + "”" : quote);
      const from = document.createElement("span");
      from.textContent = rest.join("” · ");
      card.append(from);
      document.body.append(card);
      const place = link.getBoundingClientRect();
      const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8));
      card.style.left = `${left + scrollX}px`;
      card.style.top = `${place.bottom + scrollY + 6}px`;
    };
    for (const link of document.querySelectorAll(".cite a[title], td a[title]")) {
      link.addEventListener("mouseenter", () => show(link));
      link.addEventListener("focus", () => show(link));
      link.addEventListener("mouseleave", hide);
      link.addEventListener("blur", hide);
    }
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  function start() {
    for (const box of document.querySelectorAll("[data-filters]")) filters(box);
    cards();
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
