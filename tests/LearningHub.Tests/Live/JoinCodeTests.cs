using LearningHub.Domain.Common;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Live;

public sealed class JoinCodeTests
{
    private static readonly DateTimeOffset Ten = new(2027, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly JoinCodeTarget Room = new JoinCodeTarget.LiveRoom(new(Guid.Parse("0195f000-0000-7000-8000-000000000001")));
    private static readonly JoinCodeTarget Workshop = new JoinCodeTarget.Workshop(new(Guid.Parse("0195f000-0000-7000-8000-000000000002")));

    private static Story<JoinCodeState, JoinCodeCommand, JoinCodeEvent> Code => new(JoinCodeRules.Rules);

    [Theory]
    [InlineData("K7P2QM", "K7P2QM")]
    [InlineData("  k7p 2qm ", "K7P2QM")]
    [InlineData("k7p-2qm", "K7P2QM")]
    [InlineData("OIl0u1", "0110V1")]
    public void A_code_is_understood_however_it_is_typed(string typed, string code) => Assert.Equal(code, JoinCode.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7P2Q")]
    [InlineData("K7P2QMX")]
    [InlineData("K7P2Q!")]
    [InlineData("K7P2Qé")]
    [InlineData("١٢٣٤٥٦")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(JoinCode.Read(typed));

    [Fact]
    public void Endless_text_is_not_read_as_a_code() => Assert.Null(JoinCode.Read("K7P2QM" + new string(' ', 10_000)));

    [Fact]
    public void Every_sign_of_a_made_code_reads_back_as_itself()
    {
        for (byte b = 0; b < 32; b++)
        {
            var code = JoinCode.From([b, b, b, b, b, b]);
            Assert.Equal(code, JoinCode.Read(code.ToLowerInvariant()));
            Assert.DoesNotContain(code[0], "ILOU");
        }
    }

    [Fact]
    public void A_free_code_is_claimed() => Code
        .When(Claim(Room, Ten))
        .Then(new JoinCodeEvent.Claimed(Room, Ten.AddHours(1), Ten));

    [Fact]
    public void The_same_claim_again_adds_nothing() => Code.Given(new JoinCodeEvent.Claimed(Room, Ten.AddHours(1), Ten))
        .When(Claim(Room, Ten)).ThenNothing();

    [Fact]
    public void The_holder_may_move_the_expiry() => Code.Given(new JoinCodeEvent.Claimed(Room, Ten.AddHours(1), Ten))
        .When(Claim(Room, Ten.AddMinutes(5)))
        .Then(new JoinCodeEvent.Claimed(Room, Ten.AddMinutes(65), Ten.AddMinutes(5)));

    [Fact]
    public void A_code_in_use_is_not_given_to_another() => Code.Given(new JoinCodeEvent.Claimed(Room, Ten.AddHours(1), Ten))
        .When(Claim(Workshop, Ten.AddMinutes(59))).ThenRefused("join-code.taken");

    [Fact]
    public void An_expired_code_can_be_claimed_anew() => Code.Given(new JoinCodeEvent.Claimed(Room, Ten.AddHours(1), Ten))
        .When(Claim(Workshop, Ten.AddHours(1)))
        .Then(new JoinCodeEvent.Claimed(Workshop, Ten.AddHours(2), Ten.AddHours(1)));

    [Fact]
    public void A_code_cannot_be_claimed_into_the_past() => Code
        .When(new JoinCodeCommand.Claim(Room, Ten, Ten)).ThenRefused("join-code.already-expired");

    [Fact]
    public void A_code_leads_nowhere_once_it_has_expired()
    {
        var state = new JoinCodeState(Room, Ten);
        Assert.Equal(Room, state.TargetAt(Ten.AddTicks(-1)));
        Assert.Null(state.TargetAt(Ten));
    }

    private static JoinCodeCommand.Claim Claim(JoinCodeTarget target, DateTimeOffset at) => new(target, at.AddHours(1), at);
}
