// Looks at a page as the browser has understood it and returns what only words that act could have made of it.
() => {
  const wrong = (window.__acted || []).map((name) => `called: ${name}`);
  const told = (element) => element.outerHTML.slice(0, 160);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) wrong.push(`handler ${name}: ${told(element)}`);
      if (["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "ping", "background"].includes(name)) {
        const scheme = /^[\s\x00-\x20]*([a-z][a-z0-9+.-]*):/i.exec(value);
        const link = element.matches("a[href], link[rel=canonical], link[rel=prev], link[rel=next]");
        const allowed = link ? ["http", "https", "mailto", "file"] : ["file"];
        if (scheme && !allowed.includes(scheme[1].toLowerCase())) wrong.push(`address ${name}: ${told(element)}`);
      }
    }
  }
  const strange = "script, iframe, object, embed, form, img, base, meta, link, style, video, audio, svg, math, template, input, marquee, details, portal";
  for (const place of document.querySelectorAll(".md-content__inner, .md-search-result, .md-nav__link, .md-tabs__link, .md-path, title")) {
    for (const element of place.querySelectorAll(strange)) {
      if (!element.closest(".md-content__button, .filters, .figure > svg, details.figure-table, details.earlier, .md-search-result__icon, .md-search-result__more, .md-nav__icon")) wrong.push(`element: ${told(element)}`);
    }
  }
  if (document.querySelector("base, meta[http-equiv=refresh]")) wrong.push("base or refresh");
  return wrong;
}
