using LearningHub.Domain.Identity;

namespace LearningHub.Tests.Identity;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Amina", "Amina")]
    [InlineData("  Amina \t\n  Uwase ", "Amina Uwase")]
    [InlineData("Nguyễn Thị Ánh", "Nguyễn Thị Ánh")]
    [InlineData("أمينة", "أمينة")]
    [InlineData("ወርቅነሽ", "ወርቅነሽ")]
    [InlineData("李小龙", "李小龙")]
    [InlineData("O'Brien-Ndayishimiye Jr. 2", "O'Brien-Ndayishimiye Jr. 2")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")] // harmless: pages encode what they print
    public void A_name_in_any_script_is_kept_as_typed(string typed, string expected) => Assert.Equal(expected, Parsed(typed));

    [Theory]
    [InlineData("Ami\u200Bna", "Amina")] // zero-width space
    [InlineData("\u202EanimA\u202C", "animA")] // right-to-left override
    [InlineData("\u2067Amina\u2069\u061C", "Amina")] // isolates, Arabic letter mark
    [InlineData("Ami\u0000na\u0007", "Amina")]
    [InlineData("A\u00ADmina\uFEFF", "Amina")]
    [InlineData("Amina\u3164\u2800", "Amina")] // letters that print nothing
    [InlineData("Amina\uD800", "Amina")] // half of a pair
    [InlineData("Amina\uFE0F", "Amina")]
    public void Characters_that_hide_or_turn_text_around_are_dropped(string typed, string expected) => Assert.Equal(expected, Parsed(typed));

    [Fact]
    public void A_flood_of_marks_on_one_letter_is_cut_to_three() =>
        Assert.Equal("Z\u0335\u0322\u0321algo", Parsed("Z" + "\u0335\u0322\u0321" + string.Concat(Enumerable.Repeat("\u0322", 40)) + "algo"), ignoreCase: false);

    [Fact]
    public void A_letter_and_its_accent_become_one_character() => Assert.Equal("\u00C9lodie", Parsed("E\u0301lodie"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B\u202E")]
    [InlineData("\u0301\u0301")]
    [InlineData("...")]
    public void A_name_without_a_letter_is_refused(string? typed) => Assert.Equal("identity.name-missing", Refused(typed));

    [Fact]
    public void Eighty_characters_are_a_name_and_eighty_one_are_not()
    {
        Assert.Equal(80, Parsed(new string('a', 80)).Length);
        Assert.Equal("identity.name-too-long", Refused(new string('a', 81)));
    }

    [Fact]
    public void Ten_thousand_characters_are_refused_with_the_limit_named()
    {
        Assert.False(PersonName.TryParse(new string('x', 10_000), out _, out var refusal));
        Assert.Contains("80 characters", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("10000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cleaning_a_clean_name_changes_nothing()
    {
        var once = Parsed("  \u202EA\u0301mina\u200B  Z\u0335\u0322\u0321\u0327 ");
        Assert.Equal(once, Parsed(once));
    }

    private static string Parsed(string typed) => PersonName.TryParse(typed, out var name, out var refusal) ? name : throw new InvalidOperationException(refusal.Message);

    private static string? Refused(string? typed) => PersonName.TryParse(typed, out _, out var refusal) ? null : refusal.Code;
}
