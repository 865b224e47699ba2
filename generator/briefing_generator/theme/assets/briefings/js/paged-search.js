// Asks Pagefind, whose index a browser loads piece by piece, and answers in the shape of the theme's own search.
const MOST = 24; // hits of which the words are loaded
const asHtml = (text) => text.replace(/</g, "&lt;").replace(/>/g, "&gt;");
// Pagefind marks hits with <mark>; anything else that looks like an element is words of an article.
const excerpt = (text) => text.split(/(<\/?mark>)/).map((part) => (/^<\/?mark>$/.test(part) ? part : asHtml(part))).join("");

let loading = null;

export function ready(folder) {
  loading ||= (async () => {
    const pagefind = await import(new URL("pagefind.js", folder));
    await pagefind.options({ excerptLength: 40 });
    await pagefind.init();
    await pagefind.filters(); // without it no hit is told its filters
    return pagefind;
  })();
  return loading;
}

export async function answer(folder, query, chosen) {
  const pagefind = await ready(folder);
  const filters = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  if (!query.trim()) return { items: [], counts: {} };
  const found = await pagefind.search(query, { filters });
  const hits = await Promise.all(found.results.slice(0, MOST).map(async (result) => ({ score: result.score, ...(await result.data()) })));
  const groups = new Map();
  for (const hit of hits) {
    const location = hit.raw_url.replace(/^\//, "");
    const page = location.split("#")[0];
    const { title, page: name, briefing, kind } = hit.meta;
    if (!groups.has(page)) groups.set(page, []);
    const marked = [...hit.excerpt.matchAll(/<mark>([^<]*)<\/mark>/g)].map((match) => match[1].toLowerCase());
    groups.get(page).push({
      location, title: asHtml(title), text: `<p>${excerpt(hit.excerpt)}</p>`, score: hit.score, briefing, kind,
      terms: Object.fromEntries(marked.map((word) => [word, true])), name,
    });
  }
  const items = [...groups].map(([page, group]) => (group.some((item) => item.location === page) ? group
    : [...group, { ...group[0], location: page, title: asHtml(group[0].name), text: "", score: 0, terms: {} }]));
  const counts = Object.fromEntries(Object.entries(found.totalFilters || found.filters).map(
    ([name, values]) => [name, new Map(Object.entries(values).filter(([, count]) => count))]));
  return { items, counts };
}
