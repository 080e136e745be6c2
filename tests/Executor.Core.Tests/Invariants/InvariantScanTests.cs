using System.Text.Json;
using Executor.Core.Invariants;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Invariants;

/// <summary>What is told and what is held back.</summary>
public sealed class InvariantScanTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);
    private static readonly InvariantFinding Warning = InvariantFinding.Warn("I1", "a warning");
    private static readonly InvariantFinding Error = InvariantFinding.Error("I1", "an error");

    [Fact]
    public void W52_Detector_WhenItFails_IsAFindingAndTheOthersRun()
    {
        var scan = Scan(0, InvariantMemory.Empty);

        scan.Run("I2", _ => throw new InvalidOperationException("no prices"));
        scan.Run("I3", s => s.Report(Error with { Id = "I3" }));

        Assert.Equal(["I2 Error The detector failed: no prices", "I3 Error an error"], scan.Findings.Select(f => $"{f.Id} {f.Severity} {f.Message}"));
    }

    [Fact]
    public void W52_Error_RightAfterItsWarning_IsTold()
    {
        var first = Scan(0, InvariantMemory.Empty);
        first.Report(Warning);

        var second = Scan(20, first.Memory);
        second.Report(Warning);
        second.Report(Error);

        Assert.Equal([Error], second.Findings);
    }

    [Fact]
    public void Report_AfterARestart_IsStillHeldBack()
    {
        var before = Scan(0, InvariantMemory.Empty);
        before.Report(Error);
        var stored = JsonSerializer.Deserialize<InvariantMemory>(JsonSerializer.Serialize(before.Memory))!;

        var early = Scan(599, stored);
        early.Report(Error);
        var due = Scan(600, stored);
        due.Report(Error);

        Assert.Empty(early.Findings);
        Assert.Equal([Error], due.Findings);
    }

    [Fact]
    public void Forget_WhenAnAlarmHoldsNothingBackAnyMore_DropsIt()
    {
        var before = Scan(0, InvariantMemory.Empty);
        before.Report(Error);

        var kept = Scan(599, before.Memory);
        kept.Forget();
        var dropped = Scan(600, before.Memory);
        dropped.Forget();

        Assert.Single(kept.Memory.Alarms);
        Assert.Empty(dropped.Memory.Alarms);
    }

    [Fact]
    public void Report_OfALook_HasAThrottleOfItsOwn()
    {
        var settings = new InvariantSettings { LookThrottle = TimeSpan.FromSeconds(30) };
        var first = Scan(0, InvariantMemory.Empty, settings);
        first.Report(Error with { IsOfLook = true });

        var second = Scan(30, first.Memory, settings);
        second.Report(Error with { IsOfLook = true });

        Assert.Single(second.Findings);
    }

    [Fact]
    public void ReportWhenConfirmed_WhenTheNextRunDoesNotSeeIt_ForgetsIt()
    {
        var first = Scan(0, InvariantMemory.Empty);
        first.ReportWhenConfirmed("I15", TimeSpan.Zero, Error);
        var second = Scan(20, first.Memory);
        second.ReportWhenConfirmed("I15", TimeSpan.Zero, null);
        var third = Scan(40, second.Memory);
        third.ReportWhenConfirmed("I15", TimeSpan.Zero, Error);

        var fourth = Scan(60, third.Memory);
        fourth.ReportWhenConfirmed("I15", TimeSpan.Zero, Error);

        Assert.Empty(third.Findings);
        Assert.Equal([Error], fourth.Findings);
    }

    private static InvariantScan Scan(int second, InvariantMemory memory, InvariantSettings? settings = null) => new(
        new InvariantFacts { Now = Start.AddSeconds(second), Symbol = "BTCUSDC" }, settings ?? new InvariantSettings(), InvariantRules.InForce, memory);
}
