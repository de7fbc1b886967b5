#include "proof/export_html_style.hpp"

#include "isthmus/draw/picture.hpp"

namespace isthmus {

// Text colours keep a contrast of at least 7 : 1 to their backgrounds, quiet ones 4.5 : 1.
std::string html_style() {
  return R"(:root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --quiet: #57606a;
  --card: #f6f8fa; --rule: #d0d7de; --accent: #0b5cad; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #15181c; --ink: #e6e8eb;
  --quiet: #a3acb5; --card: #1d2126; --rule: #3a424b; --accent: #7db8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 1.25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.75rem; border-bottom: 1px solid var(--rule);
  padding-bottom: 0.25rem; }
h3 { font-size: 1rem; margin: 0 0 0.5rem; }
p, li, h3, figcaption { overflow-wrap: anywhere; }
i { font-family: Georgia, "Times New Roman", serif; }
sub, sup { line-height: 0; }
.name { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.92em; }
.theorem { border-left: 4px solid var(--accent); background: var(--card); padding: 0.75rem 1rem; }
.theorem p { margin: 0.25rem 0; }
.theorem ol { margin: 0.5rem 0; padding-left: 1.75rem; }
.step, .lemma { border: 1px solid var(--rule); border-radius: 8px; padding: 0.9rem 1rem;
  margin: 1rem 0; break-inside: avoid; }
.step { background: var(--card); }
.lemma p { margin: 0.4rem 0; }
.proof { color: var(--quiet); }
.mark { color: var(--accent); margin-right: 0.6em; }
.formula { overflow-x: auto; margin: 0.75rem 0; }
.formula table { border-collapse: collapse; }
.formula td { border: 0; padding: 0.1rem 0.25rem; vertical-align: baseline; }
.formula td.left { text-align: right; white-space: nowrap; }
.drawing { overflow-x: auto; margin: 0.75rem 0; }
.drawing svg { display: block; margin: 0 auto; max-width: none; }
figure { margin: 1rem 0; }
figcaption { color: var(--quiet); text-align: center; font-size: 0.92rem; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; }
summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent);
  outline-offset: 2px; }
ul { padding-left: 1.25rem; }
.rows { overflow-x: auto; }
.rows table { border-collapse: collapse; font-size: 0.92rem; }
.rows th, .rows td { border-bottom: 1px solid var(--rule); padding: 0.3rem 0.6rem;
  text-align: left; vertical-align: top; }
@media print { main { max-width: none; padding: 0; } body { font-size: 10.5pt; }
  .step, .theorem { background: none; } .drawing, .formula, .rows { overflow: visible; }
  .drawing svg { max-width: 100%; height: auto; max-height: 16cm; } }
)" + svg_style();
}

}  // namespace isthmus
