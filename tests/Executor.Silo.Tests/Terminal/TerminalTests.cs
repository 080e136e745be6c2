using Executor.Core.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Terminal;
using Executor.Silo.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console;

namespace Executor.Silo.Tests.Terminal;

public sealed class TerminalTests
{
    [Fact]
    public async Task Show_WhenThereIsNoTerminal_WritesPlainLinesThatSayPaperFirst()
    {
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var written = new StringWriter();
        await using (var silo = await RunningSilo.StartAsync(RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", files.Inputs)), builder =>
        {
            builder.AddTerminal();
            builder.Services.Replace(ServiceDescriptor.Singleton(
                AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Synchronized(written)) })));
        }))
        {
            await silo.FollowingAsync("BTCUSDC");
            files.AppendSignal(files.Peak());
            await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        }

        var lines = written.ToString().Split('\n');
        Assert.StartsWith("=== PAPER === PAPER === PAPER ===", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("BTCUSDC OPEN side=LONG", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', written.ToString());
    }

    [Fact]
    public void Plain_WhenALineWantsAttention_SaysSo()
    {
        var line = new TerminalLine(new DateTimeOffset(2025, 1, 13, 20, 0, 5, 67, TimeSpan.Zero), JournalLevel.Alarm, "BTCUSDC STOP_LOST");

        Assert.Equal("20:00:05.067 ALARM BTCUSDC STOP_LOST", TerminalTexts.Plain(line));
    }

    [Fact]
    public void Plain_WhenALineHoldsControlCharacters_StaysOneLineWithoutThem()
    {
        var line = new TerminalLine(new DateTimeOffset(2025, 1, 13, 20, 0, 5, 67, TimeSpan.Zero), JournalLevel.Info, "a\nALARM \u001b[31mb");

        Assert.Equal("20:00:05.067 a ALARM \uFFFD[31mb", TerminalTexts.Plain(line));
    }

    [Fact]
    public void Banner_WhenFilesAreFollowed_NamesThem()
    {
        using var folder = new TemporaryFolder();
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", new SymbolInputs.Files(null, "/feed/aggregated.csv")));

        Assert.Contains("BTCUSDC: signals over HTTP only, feed /feed/aggregated.csv", TerminalTexts.Banner(settings));
    }
}
