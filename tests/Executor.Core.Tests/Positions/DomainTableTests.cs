using System.Reflection;
using System.Text.RegularExpressions;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

/// <summary>docs/domain.md is the table of the machine: what the code can say, it has to explain.</summary>
public sealed partial class DomainTableTests
{
    private static readonly string Document = RepositoryText.Of("docs", "domain.md");

    public static TheoryData<Type> Enumerations() =>
    [
        typeof(PositionStatus), typeof(Cadence), typeof(EntryPhase), typeof(BreakEvenPhase), typeof(LegPhase), typeof(Slot), typeof(StopCause),
        typeof(ExitShape), typeof(OrderRole), typeof(IntentStage), typeof(JournalLevel), typeof(HoldKind), typeof(EntryList),
    ];

    public static TheoryData<Type> Families() =>
        [typeof(PositionInput), typeof(ExchangeReply), typeof(ExchangeCommand), typeof(ExitStep)];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void EveryMember_OfAnEnumeration_IsInTheDocument(Type enumeration) => AssertAllNamed(Enum.GetNames(enumeration));

    [Theory]
    [MemberData(nameof(Families))]
    public void EveryCase_OfAClosedFamily_IsInTheDocument(Type family) =>
        AssertAllNamed(family.GetNestedTypes().Where(type => type.IsSubclassOf(family)).Select(type => type.Name));

    [Fact]
    public void EveryNameInCapitals_OfTheSource_IsInTheDocument() => AssertAllNamed(NamesInSource());

    [Fact]
    public void EveryReason_ForNotOpening_IsInTheDocument()
    {
        var inSource = Reason().Matches(RepositoryText.OfSources("core", "Positions")).Select(match => match.Groups[1].Value);
        var constants = new[] { typeof(PlanRefusals), typeof(PlanBGuard) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var categories = Enum.GetValues<ExitPlanError>().Select(error => error.Category());

        AssertAllNamed([.. inSource, .. constants, .. categories]);
    }

    [Fact]
    public void EveryEvent_OfTheDocument_IsInTheSource()
    {
        var section = Document[Document.IndexOf("## 16. Journal events", StringComparison.Ordinal)..];
        var events = FirstCell().Matches(section).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(events);
        Assert.Empty(events.Except([.. NamesInSource(), .. NamesIn("Invariants"), .. NamesIn("Migration")]));
    }

    [Fact]
    public void EveryTest_NamedForAWeakness_Exists()
    {
        var named = TestName().Matches(RepositoryText.Of("docs", "decisions", "0010-weaknesses.md")).Select(match => match.Value).ToList();
        var existing = TestName().Matches(RepositoryText.OfSources("tests")).Select(match => match.Value);

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(existing));
    }

    /// <summary>Events, close reasons and the purposes in client order ids are the texts in capitals.</summary>
    private static List<string> NamesInSource() => NamesIn("Positions");

    private static List<string> NamesIn(string folder) =>
        [.. Capitals().Matches(RepositoryText.OfSources("core", folder)).Select(match => match.Groups[1].Value).Distinct()];

    private static void AssertAllNamed(IEnumerable<string> names)
    {
        var wanted = names.ToList();

        Assert.NotEmpty(wanted);
        Assert.All(wanted, name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?<!\$)"([A-Z][A-Z0-9_]+)["]""")]
    private static partial Regex Capitals();

    [GeneratedRegex("""new Refusal\(\s*"([a-z0-9_]+)["]""")]
    private static partial Regex Reason();

    [GeneratedRegex("""^\| `([A-Z0-9_]+)` \|""", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("""\bW[0-9]+_[A-Za-z0-9_]+""")]
    private static partial Regex TestName();
}
