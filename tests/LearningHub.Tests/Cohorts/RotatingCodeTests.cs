using System.Text;
using LearningHub.Domain.Cohorts;

namespace LearningHub.Tests.Cohorts;

public sealed class RotatingCodeTests
{
    private static readonly HalfDay Morning = new(new(2026, 2, 2), false), Afternoon = new(new(2026, 2, 2), true);

    private readonly RotatingCode codes = new([.. new byte[32]]);

    /// <summary>The vectors of RFC 6238, appendix B, for SHA-256: the last six of their eight digits.</summary>
    [Theory]
    [InlineData(59, "119246")]
    [InlineData(1111111109, "084774")]
    [InlineData(1111111111, "062674")]
    [InlineData(1234567890, "819424")]
    [InlineData(2000000000, "698825")]
    [InlineData(20000000000, "737706")]
    public void The_code_is_that_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, RotatingCode.At(Encoding.ASCII.GetBytes("12345678901234567890123456789012"), seconds / 30));

    [Fact]
    public void A_code_holds_for_one_minute_of_one_half_day_of_one_workshop()
    {
        var first = codes.From(Morning, 1000, 3);
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first[1], codes.From(Morning, 1001, 1)[0]);
        Assert.NotEqual(first[0], codes.From(Afternoon, 1000, 1)[0]);
        Assert.NotEqual(first[0], new RotatingCode([.. Enumerable.Repeat((byte)1, 32)]).From(Morning, 1000, 1)[0]);
        Assert.Equal(1001, codes.Find(Morning, first[1], 999, 1002));
        Assert.Null(codes.Find(Morning, first[1], 1002, 1010));
    }

    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("123-456", "123456")]
    [InlineData("12345", null)]
    [InlineData("1234567", null)]
    [InlineData("12a456", null)]
    [InlineData("\u0661\u0662\u0663\u0664\u0665\u0666", null)]
    [InlineData(null, null)]
    public void A_typed_code_is_understood_or_is_none(string? typed, string? code) => Assert.Equal(code, RotatingCode.Read(typed));

    [Fact]
    public void A_minute_has_one_number_and_one_beginning()
    {
        var nine = new DateTimeOffset(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(RotatingCode.StepOf(nine), RotatingCode.StepOf(nine.AddSeconds(59)));
        Assert.Equal(RotatingCode.StepOf(nine) + 1, RotatingCode.StepOf(nine.AddSeconds(60)));
        Assert.Equal(nine, RotatingCode.StartOf(RotatingCode.StepOf(nine.AddSeconds(59))));
        Assert.Equal(-1, RotatingCode.StepOf(DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }

    [Theory]
    [InlineData("2026-02-02-am", true)]
    [InlineData("2026-02-02-pm", true)]
    [InlineData("2026-02-02", false)]
    [InlineData("2026-13-02-am", false)]
    [InlineData("2026-02-02-xx", false)]
    [InlineData(null, false)]
    public void A_half_day_is_written_and_read_in_one_form(string? text, bool isOne) => Assert.Equal(isOne ? text : null, HalfDay.TryParse(text)?.ToString());
}
