// Filters on the page Conditions: by party, issue, act, date, and who says it. What is chosen stands in the address.
(() => {
  "use strict";
  const fields = { party: "Party", issue: "Issue", act: "Act", level: "Who says so" };
  const levels = { own: "in its own words", reported: "as others report", expected: "expected, not said" };
  const several = { level: true };

  let reach = () => {};
  addEventListener("hashchange", () => reach());

  function start() {
    reach = () => {};
    const box = document.querySelector("[data-filters]");
    const statements = [...document.querySelectorAll(".statement[data-act]")];
    if (!box || statements.length < 2) return;
    const holds = (s, name) => several[name] ? s.dataset[name].split(" ") : [s.dataset[name]];
    const asked = new URLSearchParams(location.search);
    const inputs = {};
    // On a telephone the fields would fill the first screen: there they wait behind a line that opens them.
    const folded = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Filter";
    const grid = document.createElement("div");
    folded.append(summary, grid);
    box.append(folded);
    const wide = matchMedia("(min-width: 60em)");
    const unfold = () => { folded.open = wide.matches || Object.values(inputs).some((input) => input.value); };
    wide.addEventListener("change", unfold);

    function labelled(name, text, input) {
      const field = document.createElement("div");
      const label = document.createElement("label");
      input.id = label.htmlFor = `filter-${name}`;
      label.textContent = text;
      field.append(label, input);
      grid.append(field);
      inputs[name] = input;
    }
    for (const [name, text] of Object.entries(fields)) {
      const select = document.createElement("select");
      select.add(new Option("any", ""));
      const values = new Set(statements.flatMap((s) => holds(s, name)).filter(Boolean));
      for (const value of [...values].sort()) select.add(new Option(name === "level" ? levels[value] : value, value));
      select.value = values.has(asked.get(name)) ? asked.get(name) : "";
      labelled(name, text, select);
    }
    for (const [name, text] of [["from", "From"], ["to", "To"]]) {
      const input = document.createElement("input");
      input.type = "date";
      input.value = asked.get(name) || "";
      labelled(name, text, input);
    }
    const reset = document.createElement("button");
    reset.type = "button";
    reset.textContent = "Show all";
    const told = document.createElement("output");
    grid.append(reset);
    box.append(told);
    unfold();

    function fits(s) {
      const { from, to } = inputs;
      const dates = s.dataset.date.split(" ").filter(Boolean);
      return Object.keys(fields).every((name) => !inputs[name].value || holds(s, name).includes(inputs[name].value)) &&
        ((!from.value && !to.value) ||
          dates.some((date) => (!from.value || date >= from.value) && (!to.value || date <= to.value)));
    }
    function apply() {
      const filtered = Object.values(inputs).some((input) => input.value);
      for (const s of statements) s.hidden = !fits(s);
      for (const earlier of document.querySelectorAll("details.earlier")) {
        earlier.hidden = !earlier.querySelector(".statement:not([hidden])");
        if (filtered) earlier.open = true;
      }
      for (const position of document.querySelectorAll(".position")) {
        position.hidden = !position.querySelector(".statement:not([hidden])");
      }
      // A section's heading, and what stands below it, are shown while a statement of the section is.
      for (const heading of box.parentElement.querySelectorAll("h2")) {
        const section = [];
        for (let e = heading.nextElementSibling; e && e.tagName !== "H2"; e = e.nextElementSibling) section.push(e);
        const empty = !section.some((e) => e.querySelector(".statement:not([hidden])"));
        heading.hidden = empty;
        for (const e of section) if (!e.matches(".position")) e.hidden = empty;
      }
      const shown = statements.filter((s) => !s.hidden).length;
      told.textContent = filtered ? `${shown} of ${statements.length} shown` : `${statements.length} entries`;
    }
    function keep(hash) {
      const query = new URLSearchParams();
      for (const [name, input] of Object.entries(inputs)) if (input.value) query.set(name, input.value);
      const text = query.toString();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + hash);
      apply();
    }
    function clear(hash) {
      for (const input of Object.values(inputs)) input.value = "";
      keep(hash);
    }
    // A link to a statement must not end at one that is filtered away or folded up.
    reach = () => {
      const target = document.getElementById(location.hash.slice(1));
      const hidden = target?.closest("[hidden]");
      const earlier = target?.closest("details:not([open])");
      if (hidden) clear(location.hash);
      if (earlier) earlier.open = true;
      if (hidden || earlier) target.scrollIntoView();
    };
    for (const input of Object.values(inputs)) input.addEventListener("change", () => keep(""));
    reset.addEventListener("click", () => clear(""));
    apply();
    reach();
  }

  // The theme tells of each page, also where `navigation.instant` puts the next one in its place without loading it.
  if (window.document$) document$.subscribe(start);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
