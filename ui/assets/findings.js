// Draws the findings of a claim check. `el` is in chips.js, in front of this.

function finding(spec, words) {
  const places = el("span", "places", spec.places.join(" · "))
  const where = el("p", "where", el("span", `verdict ${spec.tone}`, spec.label), el("strong", "", spec.claim), places)
  const list = el("dl")
  if (spec.fix) list.append(el("dt", "", words.fix), el("dd", "", spec.fix))
  if (spec.cited.length) list.append(el("dt", "", words.cited), el("dd", "cited", spec.cited.join("; ")))
  return el("li", `finding ${spec.tone}`, where, el("p", "says", spec.says), list)
}

export default function (component) {
  const at = component.parentElement.querySelector(".turn")
  if (!at) return undefined
  const data = JSON.parse(new TextDecoder().decode(component.data))
  const list = el("ul", "findings", ...data.findings.map((spec) => finding(spec, data.words)))
  at.replaceChildren(el("div", "body", list))
  return undefined
}
