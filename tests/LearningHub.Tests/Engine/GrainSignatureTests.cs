using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.SignatureExamples;
using LearningHub.Grains;

namespace LearningHub.Tests.Engine
{
    /// <summary>What passes between grains must pass between machines too, though the embedded engine would let anything through.</summary>
    public sealed class GrainSignatureTests
    {
        public static TheoryData<string> Contracts() =>
            [.. typeof(HubDbContext).Assembly.GetTypes().Where(it => it.IsInterface && typeof(IAddressable).IsAssignableFrom(it)).Select(it => it.FullName!)];

        [Theory]
        [MemberData(nameof(Contracts))]
        public void Everything_in_a_grain_contract_can_cross_to_another_machine(string contract) =>
            Assert.Empty(CarriedTypes.ProblemsOf(typeof(HubDbContext).Assembly.GetType(contract, throwOnError: true)!));

        [Fact]
        public void Contracts_stand_in_the_grains_project() => Assert.NotEmpty(Contracts());

        [Fact]
        public void A_contract_without_faults_passes() => Assert.Empty(CarriedTypes.ProblemsOf(typeof(ISoundContract)));

        [Theory]
        [InlineData(nameof(IFaultyContract.TakesAnInterface), "IReadOnlyList<String>")]
        [InlineData(nameof(IFaultyContract.TakesAList), "List<Int32>")]
        [InlineData(nameof(IFaultyContract.TakesAnArray), "Byte[]")]
        [InlineData(nameof(IFaultyContract.TakesADelegate), "Action")]
        [InlineData(nameof(IFaultyContract.TakesAStranger), "CodedException")]
        [InlineData(nameof(IFaultyContract.TakesAnObject), "Object")]
        [InlineData(nameof(IFaultyContract.TakesAChangeableRecord), "Text can be changed")]
        [InlineData(nameof(IFaultyContract.TakesAHiddenList), "Shelf.Books carries List<String>")]
        [InlineData(nameof(IFaultyContract.TakesALostKind), "its kind would be lost")]
        [InlineData(nameof(IFaultyContract.TakesAnOpenClass), "seal it")]
        [InlineData(nameof(IFaultyContract.TakesANamelessKey), "JSON has no name for")]
        [InlineData(nameof(IFaultyContract.TakesTwoTokens), "more than one cancellation token")]
        [InlineData(nameof(IFaultyContract.ReturnsNothing), "returns Void")]
        [InlineData(nameof(IFaultyContract.ReturnsAValue), "returns Int32")]
        [InlineData(nameof(IFaultyContract.ReturnsAnArray), "String[]")]
        public void Each_kind_of_fault_is_found(string method, string fault) =>
            Assert.Contains(CarriedTypes.ProblemsOf(typeof(IFaultyContract)), it => it.Contains(method, StringComparison.Ordinal) && it.Contains(fault, StringComparison.Ordinal));

        [Fact]
        public void A_hidden_contract_and_a_property_are_found()
        {
            var problems = CarriedTypes.ProblemsOf(typeof(IHiddenContract)).ToArray();
            Assert.Contains(problems, it => it.Contains("is not public", StringComparison.Ordinal));
            Assert.Contains(problems, it => it.Contains("Name is a property", StringComparison.Ordinal));
        }

        private interface IHiddenContract : IGrainWithStringKey
        {
            string Name { get; }
        }
    }

    public interface ISoundContract : IGrainWithStringKey
    {
        Task<Letter> Change(Letter letter, ImmutableArray<Letter> others, IWatcher watcher, CancellationToken ct);
        ValueTask<ImmutableDictionary<Guid, Letter>?> Find(string? text, (int From, int To) range);
        Task Ask(Wish wish);
    }

    public interface IFaultyContract : IGrainWithStringKey
    {
        Task TakesAnInterface(IReadOnlyList<string> it);
        Task TakesAList(List<int> it);
        Task TakesAnArray(byte[] it);
        Task TakesADelegate(Action it);
        Task TakesAStranger(CodedException it);
        Task TakesAnObject(object it);
        Task TakesAChangeableRecord(Draft it);
        Task TakesAHiddenList(Shelf it);
        Task TakesALostKind(Kind it);
        Task TakesAnOpenClass(Open it);
        Task TakesANamelessKey(ImmutableDictionary<Letter, int> it);
        Task TakesTwoTokens(CancellationToken one, CancellationToken two);
        void ReturnsNothing();
        int ReturnsAValue();
        Task<string[]> ReturnsAnArray();
    }
}

namespace LearningHub.Domain.SignatureExamples
{
    public sealed record Letter(string Text, DateTimeOffset At, Tone Tone);

    public enum Tone
    {
        Plain,
        Warm,
    }

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Send), "send")]
    public abstract record Wish
    {
        public sealed record Send(Letter Letter, ImmutableArray<Guid> To) : Wish;
    }

    public sealed record Draft
    {
        public string? Text { get; set; }
    }

    public sealed record Shelf(List<string> Books);

    public abstract record Kind;

    public record Open(int Number);
}
