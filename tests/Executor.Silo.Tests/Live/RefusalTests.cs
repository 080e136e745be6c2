using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Live.Validation;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Live;

/// <summary>What a failed validation refuses: everything, or the symbol that fails.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Symbol_ThatFails_RefusesTheFirstStartOfASingleExecutorAlone()
    {
        var settings = RunningSilo.Settings(_folder);
        var shared = settings with { Storage = settings.Storage with { Profile = StorageProfile.Redis } };

        Assert.True(RunVerb.IsRefused(settings, OfSymbol()));
        Assert.False(RunVerb.IsRefused(shared, OfSymbol())); // a silo of a cluster has a folder of its own, and everybody's positions

        Directory.CreateDirectory(settings.DataDirectory);
        DataDirectoryMode.Claim(settings);
        Assert.False(RunVerb.IsRefused(settings, OfSymbol()));
    }

    [Theory]
    [InlineData(StorageProfile.Local)]
    [InlineData(StorageProfile.Redis)]
    [InlineData(StorageProfile.Azure)]
    public void WhatFailsForAll_RefusesEveryStart(StorageProfile profile)
    {
        var settings = RunningSilo.Settings(_folder);
        var report = OfSymbol();
        report.Fail("key", null, $"it may not trade", "Allow it.");

        Assert.True(RunVerb.IsRefused(settings with { Storage = settings.Storage with { Profile = profile } }, report));
    }

    [Fact]
    public void Symbol_OfWhichTheExchangeDoesNotTell_IsShownAsFailedAndNotHeld()
    {
        var report = OfSymbol();
        report.NotRead("rules", "ETHUSDC", $"cannot be read: no room in the limits", "Try again.");

        Assert.Equal(Verdict.Fail, report.Findings[^1].Verdict);
        Assert.Equal(["BTCUSDC"], report.FailedSymbols.Keys);
    }

    private static ValidationReport OfSymbol()
    {
        var report = new ValidationReport();
        report.Pass("clock", null, $"3 ms");
        report.Fail("filters", "BTCUSDC", $"QTY_USD is too small", "Raise it.");
        return report;
    }
}
