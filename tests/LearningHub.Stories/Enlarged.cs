using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>A page as people with poor sight have it: letters twice as large by the browser's own setting, or everything twice as large (WCAG 2.2, 1.4.4 and 2.4.11).</summary>
internal static class Enlarged
{
    /// <summary>What is cut off, covered, or out of reach. Every control takes the focus in turn, as the tab key does it, and must then be seen.</summary>
    private const string Look = """
        () => {
          const faults = new Set();
          const name = e => `${e.localName}${e.id ? "#" + e.id : ""} "${(e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}"`;
          const hidden = e => !e.checkVisibility({ visibilityProperty: true }) || !!e.closest(".visually-hidden, .skip, [aria-hidden=true], svg");
          const scroller = e => { for (let at = e.parentElement; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at; return null; };
          const wide = document.documentElement.clientWidth;
          for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
            if (hidden(e) || e.disabled) continue;
            if (e.closest("details:not([open])") && e.localName !== "summary") continue;
            e.focus();
            e.scrollIntoView({ block: "nearest", inline: "nearest" }); // a browser leaves it where a sliver of it shows
            const seen = [...e.getClientRects()].some(box => {
              if (box.width < 1 || box.height < 1) return false;
              const found = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), wide - 1), box.top + Math.min(box.height / 2, 20));
              return !!found && (e.contains(found) || found.contains(e) && found.localName !== "html" && found.localName !== "body" && found.localName !== "main" || !!found.closest("label")?.contains(e) || found.closest("label")?.control === e);
            });
            if (!seen) faults.add(`${name(e)} is covered or out of sight when it has the focus`);
          }
          document.activeElement?.blur?.();
          window.scrollTo(0, 0);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (!text.data.trim() || hidden(text.parentElement) || ["script", "style", "option", "noscript"].includes(text.parentElement.localName)) continue;
            range.selectNodeContents(text);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            if (!scroller(text.parentElement) && (box.right > wide + 1 || box.left < -1)) faults.add(`"${text.data.trim().slice(0, 40)}" runs out of the screen`);
            for (let at = text.parentElement; at && at !== document.body; at = at.parentElement) {
              const style = getComputedStyle(at);
              const holds = at.matches("button, .button, .places a, .choice, .tag, .evidence, summary");
              if (!holds && style.overflowX === "visible" && style.overflowY === "visible") continue;
              if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
              const outer = at.getBoundingClientRect();
              if (outer.width > 0 && (box.bottom > outer.bottom + 2 || box.top < outer.top - 2 || box.right > outer.right + 2 || box.left < outer.left - 2)) faults.add(`"${text.data.trim().slice(0, 40)}" does not fit into ${name(at)}`);
              break;
            }
          }
          return [...faults];
        }
        """;

    /// <summary>Looks at the page twice, a phone's letters at 200 % and a desk's zoom at 200 %, and puts the letters back.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Visitor person)
    {
        List<string> faults = [];
        var letters = await person.Page.Context.NewCDPSessionAsync(person.Page);
        foreach (var (how, width, height, size) in ((string, int, int, int)[])[("letters of 200 %", 360, 640, 32), ("a zoom of 200 %", 640, 400, 16)])
        {
            await person.Page.SetViewportSizeAsync(width, height); // a desk of 1280 by 800 has half of each at 200 %
            await letters.SendAsync("Page.setFontSizes", new() { ["fontSizes"] = new { standard = size, @fixed = size } });
            if (await person.SidewaysAsync() is { } wide) faults.Add($"{how}: {wide}");
            faults.AddRange((await person.Page.EvaluateAsync<string[]>(Look)).Select(fault => $"{how}: {new Uri(person.Page.Url).PathAndQuery}: {fault}"));
        }

        await letters.DetachAsync();
        return faults;
    }
}
