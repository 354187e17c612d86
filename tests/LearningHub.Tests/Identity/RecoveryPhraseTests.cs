using LearningHub.Domain.Identity;

namespace LearningHub.Tests.Identity;

public sealed class RecoveryPhraseTests
{
    private static readonly byte[] Random = [0x00, 0x00, 0x07, 0xFF, 0x12, 0x34, 0xFF, 0xFF];

    [Fact]
    public void The_list_has_2048_different_short_words_in_plain_letters()
    {
        Assert.Equal(2048, RecoveryPhrase.Words.Length);
        Assert.Equal(2048, RecoveryPhrase.Words.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(RecoveryPhrase.Words.Order(StringComparer.Ordinal), RecoveryPhrase.Words);
        Assert.All(RecoveryPhrase.Words, word => Assert.Matches("^[a-z]{3,9}$", word));
    }

    [Fact]
    public void No_word_would_hurt_or_shame_the_person_who_reads_it_aloud() =>
        Assert.Empty(RecoveryPhrase.Words.Intersect(
        [
            "abuse", "attack", "beer", "blood", "bomb", "bullet", "corpse", "crime", "cruel", "damn", "dead", "death", "demon", "devil", "die", "drug", "dumb", "enemy",
            "evil", "fat", "gun", "hate", "hell", "hurt", "idiot", "jail", "kill", "knife", "lazy", "murder", "naked", "nazi", "pig", "pistol", "poison", "prison", "rape",
            "rifle", "sex", "shame", "shit", "shoot", "slave", "slut", "smuggle", "steal", "stupid", "suicide", "terror", "thief", "toilet", "torture", "traffic", "ugly",
            "victim", "vodka", "war", "weapon", "whip", "whisky", "wine", "wound",
        ], StringComparer.Ordinal));

    [Fact]
    public void A_phrase_is_four_words_of_the_list()
    {
        var words = RecoveryPhrase.From(Random).Split(' ');
        Assert.Equal([RecoveryPhrase.Words[0], RecoveryPhrase.Words[2047], RecoveryPhrase.Words[0x234], RecoveryPhrase.Words[2047]], words);
    }

    [Fact]
    public void Capitals_commas_hyphens_and_spaces_do_not_matter()
    {
        var phrase = RecoveryPhrase.From(Random);
        var words = phrase.Split(' ');
        Assert.True(RecoveryPhrase.TryParse($"  {words[0].ToUpperInvariant()}, {words[1]}-{words[2]}\n{words[3]}. ", out var typed, out _));
        Assert.Equal(phrase, typed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("able above absent")]
    [InlineData("able above absent accept accent")]
    public void Anything_but_four_words_is_refused(string? typed)
    {
        Assert.False(RecoveryPhrase.TryParse(typed, out _, out var refusal));
        Assert.Equal("identity.phrase-not-four-words", refusal.Code);
    }

    [Fact]
    public void A_misspelt_word_is_named()
    {
        Assert.False(RecoveryPhrase.TryParse("ability abovve accept above", out _, out var refusal));
        Assert.Equal("identity.phrase-unknown-word", refusal.Code);
        Assert.Contains("abovve", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_characters_are_refused() => Assert.False(RecoveryPhrase.TryParse(new string('a', 10_000), out _, out _));

    [Fact]
    public void Bytes_too_few_are_an_error_of_ours() => Assert.Throws<ArgumentException>(() => RecoveryPhrase.From([1, 2, 3]));
}
