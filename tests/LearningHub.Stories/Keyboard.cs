namespace LearningHub.Stories;

/// <summary>A person without a mouse: the tab key, Enter, the space bar, and letters where something is typed.</summary>
/// <remarks>Wherever the focus stops on its way, it has a mark, and no bar that stays on the screen lies over it (WCAG 2.2, 2.4.7 and 2.4.11).</remarks>
internal sealed class Keyboard(Visitor visitor)
{
    private const int MostStops = 150;

    private const string Look = """
        ([words, selector]) => {
          const one = document.activeElement;
          if (!one || one === document.body) return { there: false, name: "the page", marked: true, free: true };
          const name = (one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent).trim().replace(/\s+/g, " ");
          const label = one.closest("label");
          const marked = [one, label].some(it => it && getComputedStyle(it).outlineStyle !== "none" && parseFloat(getComputedStyle(it).outlineWidth) >= 2);
          const free = [...one.getClientRects()].some(box => {
            const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return at && ((label ?? one).contains(at) || at.contains(one));
          });
          return { there: selector ? one.matches(selector) : name.startsWith(words), name, marked, free };
        }
        """;

    /// <summary>Goes on with the tab key to what says this.</summary>
    public Task GoToAsync(string words) => TabAsync(words, "");

    /// <summary>Goes on with the tab key to what a selector finds.</summary>
    public Task GoToOneAsync(string selector) => TabAsync("", selector);

    /// <summary>Goes to the button or link that says this, and presses Enter.</summary>
    public async Task EnterAsync(string words)
    {
        await GoToAsync(words);
        await PressAsync("Enter");
    }

    /// <summary>Goes to a field and types over what stands there.</summary>
    public async Task TypeAsync(string field, string text)
    {
        await GoToAsync(field);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    public Task PressAsync(string key) => visitor.Page.Keyboard.PressAsync(key);

    private async Task TabAsync(string words, string selector)
    {
        List<string> way = [];
        for (var stop = 0; stop < MostStops; stop++)
        {
            await PressAsync("Tab");
            var here = await visitor.Page.EvaluateAsync<Stop>(Look, new[] { words, selector });
            way.Add(here.Name);
            Assert.True(here.Marked, $"{visitor.Page.Url}: the focus on '{here.Name}' has no mark.");
            Assert.True(here.Free, $"{visitor.Page.Url}: something lies over '{here.Name}', which has the focus.");
            if (here.There) return;
        }

        Assert.Fail($"{visitor.Page.Url}: the tab key does not lead to '{words}{selector}'. It led to: {string.Join(" | ", way.Distinct())}");
    }

    private sealed record Stop
    {
        public bool There { get; init; }
        public string Name { get; init; } = "";
        public bool Marked { get; init; }
        public bool Free { get; init; }
    }
}
