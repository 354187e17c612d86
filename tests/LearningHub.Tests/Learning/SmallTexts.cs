using System.Globalization;
using System.Text;

namespace LearningHub.Tests.Learning;

/// <summary>The texts of <see cref="SmallContent"/>: as short as the rules for content allow.</summary>
public static class SmallTexts
{
    public const int TestItems = 24, LiveItems = 6;

    private const string Right = "A right answer.", Wrong = "A wrong answer that is long.";

    public const string Kit = """
        ---
        title: Kit
        minutes: 20
        ---

        ## Plan {#plan}

        | Min | What |
        |---|---|
        | 0–15 | The script |
        | 15–20 | The questions |

        ## Script {#script}

        Say it. [S2]

        ## Questions {#questions}

        1. Who pays?
        2. Who keeps the papers?
        3. Who reads the contract?

        ## Slip {#slip}

        How many people were here?

        ## Handout {#sheet-handout}

        - The worker pays nothing.
        - The papers stay with the worker.
        - The contract is read before departure.
        """;

    public const string Case = """
        ---
        title: A case
        minutes: 45
        ---

        *This is a fictional example.*

        ## Roles {#roles}

        You are an officer.

        ## Time {#time-plan}

        Read for five minutes.

        ## Tasks {#tasks}

        Decide.
        """;

    public const string Live = """
        ---
        title: A session
        ---

        ## 60 minutes

        ::: step {minutes=10 kind=points lesson=FW1}
        Read aloud.
        :::

        ::: step {minutes=10 kind=item item=FW-L01}
        Ask.
        :::

        ::: step {minutes=10 kind=peer item=FW-L02}
        Ask twice.
        :::

        ::: step {minutes=20 kind=case}
        Work in groups.
        :::

        ::: step {minutes=10 kind=takeaways}
        Promise one thing.
        :::

        ## 90 minutes

        ::: step {minutes=20 kind=points lesson=FW1}
        Read aloud.
        :::

        ::: step {minutes=10 kind=item item=FW-L01}
        Ask.
        :::

        ::: step {minutes=10 kind=peer item=FW-L02}
        Ask twice.
        :::

        ::: step {minutes=40 kind=case}
        Work in groups.
        :::

        ::: step {minutes=10 kind=takeaways}
        Promise one thing.
        :::
        """;

    /// <summary>An item with one right option (b) and two wrong ones.</summary>
    public static string Item(string id, string attributes, string prompt = "What is right?") => $"""
        ::: item {"{"}#{id} {attributes}{"}"}
        {prompt}

        - [ ] {Wrong}
          > Misconception: it is wrong. It is not.
        - [x] {Right}
          > It is right. [S1]
        - [ ] {Wrong} And longer.
          > Misconception: it is wrong too. It is not.
        :::


        """;

    /// <summary>Sentences of five words each.</summary>
    public static string Sentences(int count) => string.Concat(Enumerable.Repeat("A plain word stands here. ", count)).TrimEnd();

    public static string Lesson()
    {
        var points = string.Join("\n\n", Enumerable.Range(1, 4).Select(key => $"## Point {key}\n\n{Sentences(33)} It is so. [S1]"));
        return $"""
            ---
            id: FW1
            title: A first lesson
            objective: FW-O1
            can: say one thing
            messages: [FW-M1, FW-M2, FW-M3]
            minutes: 7
            ---

            ::: hook
            Somebody asks for a fee. {Sentences(13)}
            :::

            {points}

            ::: adaptable
            In our town it costs ten.
            :::

            ::: case {"{"}title="A small case"{"}"}
            {Sentences(28)} It ends. [S2, 2020]

            *This is a fictional example.*
            :::

            {Item("FW1-C1", "objective=FW-O1 level=understand use=check")}
            ::: monday
            Tell one colleague. {Sentences(10)}
            :::
            """;
    }

    /// <summary>24 test items, four to an objective and 8, 10 and 6 to a level, then the live items.</summary>
    public static string Bank()
    {
        var text = new StringBuilder();
        for (var number = 0; number < TestItems; number++)
        {
            var level = number < 8 ? "understand" : number < 18 ? "apply" : "analyse";
            var anchor = number < 6 ? $" anchor=true message=FW-M{(number % 3) + 1}" : "";
            text.Append(Item(
                string.Create(CultureInfo.InvariantCulture, $"FW-Q{number + 1:00}"),
                $"objective=FW-O{(number % 6) + 1} level={level} use=test{anchor}",
                string.Create(CultureInfo.InvariantCulture, $"What is right in case {number + 1}?")));
        }

        for (var number = 1; number <= LiveItems; number++)
            text.Append(Item(string.Create(CultureInfo.InvariantCulture, $"FW-L{number:00}"), "objective=FW-O1 level=apply use=live", string.Create(CultureInfo.InvariantCulture, $"What do you say in case {number}?")));
        return text.ToString();
    }

    public static string Guide()
    {
        var questions = string.Concat(Enumerable.Range(1, LiveItems)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"FW-L{number:00}"))
            .Select(id => $"::: question {{item={id}}}\n*Likely wrong*: the long one. *Say*: \"Look again.\"\n:::\n\n"));
        return $$"""
            ---
            title: Guide
            ---

            ## Purpose and room {#purpose}

            Decide together.

            ## Plan for 60 minutes {#plan-60}

            ::: run {minutes=60}
            :::

            ## Plan for 90 minutes {#plan-90}

            ::: run {minutes=90}
            :::

            ## Opening questions {#opening-questions}

            1. What did you see?
            2. What did you do?
            3. What do you need?

            ## Live questions {#live-questions}

            {{questions}}
            ## The case {#case}

            Give out the paper.

            ### Model answer {#model-answer}

            The employer pays.

            ### Alternatives {#alternatives}

            **Alternative 1.** Stop first.

            **Alternative 2.** Pay back first.

            ## Hard moments {#hard-moments}

            | Moment | Say |
            |---|---|
            | A disclosure | "Thank you for trusting us." |
            | A live case | "We cannot discuss a real case." |
            | A wrong fact | "Our source says another figure." |
            | A dispute | "Let us park this." |

            ## Without a network {#no-network}

            Read the questions aloud.

            ## Check before the session {#check-locally}

            - The list of contacts.
            """;
    }
}
