// Finds what C# and Razor sources say to a person. A reader of literals, not of the whole language: what it can't read it refuses.

const CALL = /(?:(?<="@)|(?<![\w.@$"])@?\(?)(?:(?:T|texts)(\.Count|\.Html)?|Texts(\.Mark)|(new Refusal|new(?=\("[a-z]+(?:-[a-z]+)*\.(?!csv"|json"|md")[a-z-]+",)))(?=[([])/g;

/** @returns {string[][]} One form, or two of a count. */
export function sentences(source, path) {
  const found = [];
  for (const call of source.matchAll(CALL)) {
    const kind = call[3] ? "refusal" : (call[1] ?? call[2] ?? "").slice(1);
    const open = call.index + call[0].length;
    if (kind === "" && source[open] !== "[") continue;
    const args = argumentsAt(source, open);
    if (kind === "Count") {
      const [one, many] = [args[1]?.literals[0], args[2]?.literals[0]];
      if (one === undefined || many === undefined) throw new Error(`${path}: T.Count needs two literals near ${source.slice(call.index, call.index + 80)}`);
      found.push([one, many]);
    } else {
      const said = args[kind === "refusal" ? 1 : 0];
      if (said?.joined) throw new Error(`${path}: one literal a sentence, not two joined by +, near ${source.slice(call.index, call.index + 80)}`);
      for (const literal of said?.literals ?? []) found.push([literal]);
    }
  }
  return found;
}

/** The arguments from the bracket on: the literals at the top of each, interpolated ones with {0}, {1} for their holes. */
function argumentsAt(source, open) {
  const args = [{ literals: [], joined: false }];
  let depth = 0, lastEnd = -1;
  for (let at = open; at < source.length;) {
    const letter = source[at];
    if (letter === '"' || (letter === "$" && source[at + 1] === '"')) {
      const { text, end } = literalAt(source, at);
      const arg = args.at(-1);
      if (lastEnd >= 0 && /^\s*\+\s*$/.test(source.slice(lastEnd, at))) arg.joined = true;
      arg.literals.push(text);
      at = lastEnd = end;
      continue;
    }
    if (letter === "'") { at += source[at + 1] === "\\" ? 4 : 3; continue; }
    if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) { if (--depth === 0) break; }
    else if (letter === "," && depth === 1) { args.push({ literals: [], joined: false }); lastEnd = -1; }
    at++;
  }
  return args;
}

function literalAt(source, start) {
  const interpolated = source[start] === "$";
  let text = "", holes = 0, at = start + (interpolated ? 2 : 1);
  for (; source[at] !== '"'; at++) {
    if (source[at] === "\\") {
      const escaped = source[++at];
      if (escaped === "u") { text += String.fromCharCode(parseInt(source.slice(at + 1, at + 5), 16)); at += 4; }
      else text += { n: "\n", t: "\t" }[escaped] ?? escaped;
    } else if (interpolated && source[at] === "{" && source[at + 1] !== "{") {
      text += `{${holes++}}`;
      for (let depth = 0; ; at++) {
        if (source[at] === '"') at = literalAt(source, at).end - 1;
        else if (source[at] === "{") depth++;
        else if (source[at] === "}" && --depth === 0) break;
      }
    } else text += source[at]; // {{ stays: it is in the template, too
  }
  return { text, end: at + 1 };
}

/** Words that stand in a page's markup and not in T[...]: text between tags, and attributes that are read aloud or shown. */
export function bareTexts(source) {
  const code = source.search(/^@code\b/m);
  let markup = (code < 0 ? source : source.slice(0, code)).replace(/@\*[\s\S]*?\*@/g, "").replace(/<!--[\s\S]*?-->/g, "").replace(/^@(page|using|inherits|inject|attribute|layout|namespace|typeparam|implements|preservewhitespace)\b.*$/gm, "");
  markup = withoutExpressions(markup);
  const found = [];
  for (const [, , text] of markup.matchAll(/\b(title|alt|placeholder|aria-label|aria-description|Title|Label|Hint|Name|Text|Caption|Legend|Said|Empty)="([^"@]*[A-Za-z]{3}[^"@]*)"/g)) if (/[a-z] [a-z]|^[A-Z][a-z]/.test(text)) found.push(text);
  for (const line of markup.replace(/<(style|script|code)\b[^>]*>[\s\S]*?<\/\1>/g, " ").replace(/<[^<>]*translate="no"[^<>]*>[^<]*</g, "<").replace(/<(?:[^<>"]|"[^"]*")*>/g, "\n").split("\n")) {
    const text = line.replace(/&[a-z]+;|&#\d+;/g, " ").trim();
    if (/[A-Za-z]{2,}/.test(text)) found.push(text);
  }
  return found;
}

/** Sentences of a script that no t("...") and no many("...", "...") holds. What is thrown is for us, not for a reader. */
export function bareLiterals(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/[^\n]*/g, "").replace(/new (?:\w*Error)\((?:[^()]|\([^()]*\))*\)/g, "")
    .replace(/(?<![\w.])t\(\s*"(?:[^"\\]|\\.)*"/g, "t(").replace(/(?<![\w.])many\(\s*"(?:[^"\\]|\\.)*",\s*"(?:[^"\\]|\\.)*"/g, "many(");
  return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"(?!\s*:)|`((?:[^`\\]|\\.)*)`/g)].map(found => found[1] ?? found[2])
    .filter(text => /^\p{Lu}[\p{Ll}’]* \p{L}/u.test(text) && / \p{Ll}+ /u.test(`${text} `));
}

/** Takes out what Razor computes: @name.Of(x)["y"], @(...), @{...}, and the heads of @if, @foreach, @switch. */
function withoutExpressions(markup) {
  let out = "";
  for (let at = 0; at < markup.length;) {
    if (markup[at] === "@" && markup[at + 1] === "@") { out += "@"; at += 2; continue; }
    const statement = /^(@|\}\s*)?(if|else if|else|foreach|for|while|switch|lock|using)\b\s*(?=\(|\{|$)/.exec(markup.slice(at, at + 40));
    if (statement && (markup[at] === "@" || markup[at] === "}" || /[\n}]\s*$/.test(markup.slice(0, at).replace(/[ \t]+$/, "") || "\n"))) {
      at += statement[0].length;
      if (markup[at] === "(") at = past(markup, at);
      continue;
    }
    if (markup[at] === "@" && (markup[at + 1] === "(" || markup[at + 1] === "{")) { at = past(markup, at + 1); continue; }
    if (markup[at] === "@" && /[A-Za-z_]/.test(markup[at + 1] ?? "")) {
      at++;
      while (/[\w]/.test(markup[at] ?? "")) at++;
      for (;;) {
        if (markup[at] === "(" || markup[at] === "[") at = past(markup, at);
        else if (/^[?!]?\.[A-Za-z_]/.test(markup.slice(at, at + 3))) { at += markup[at] === "." ? 1 : 2; while (/\w/.test(markup[at] ?? "")) at++; }
        else if (markup[at] === "!" && /[.[(]/.test(markup[at + 1] ?? "")) at++;
        else if (/^<[\w, ?]+>\(/.test(markup.slice(at, at + 40))) at += markup.slice(at).indexOf(">") + 1;
        else break;
      }
      continue;
    }
    if (/^(case\b[^:\n]*:|default:|break;|return;|continue;|var [^;]*;)/.test(markup.slice(at, at + 200))) { at += /^(case\b[^:\n]*:|default:|break;|return;|continue;|var [^;]*;)/.exec(markup.slice(at, at + 200))[0].length; continue; }
    out += markup[at++];
  }
  return out;
}

function past(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '"') at = literalAt(text, at).end - 1;
    else if (text[at] === "'" && text[at + 2] === "'") at += 2;
    else if ("([{".includes(text[at])) depth++;
    else if (")]}".includes(text[at]) && --depth === 0) return at + 1;
  }
  return text.length;
}
