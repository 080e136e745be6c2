using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Journal;
using Spectre.Console;

namespace Executor.Silo.Terminal;

/// <summary>
/// Shows what happens. On a terminal: a line per event above a live table of the positions. Elsewhere (a file, a service manager):
/// plain lines, and the positions in one line every ten seconds.
/// </summary>
internal sealed class TerminalService(
    SiloSettings settings, JournalHub journal, TerminalLines lines, PositionReader positions, IGrainFactory grains, IAnsiConsole console,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan TableEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SummaryEvery = TimeSpan.FromSeconds(10);
    private bool _isGone;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Attach(entry => lines.Add(TerminalTexts.Event(entry)));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (!_isGone)
            ShowLines();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await ShowAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Nobody reads any more (a closed pipe or terminal), or the stop came: positions are not left alone for that.
            _isGone = exception is IOException;
        }
    }

    private async Task ShowAsync(CancellationToken stoppingToken)
    {
        foreach (var (text, place) in TerminalTexts.Banner(settings).Select((text, place) => (text, place)))
            Write(text, place == 0 ? ModeTexts.Style(settings.Live) : null);
        if (!console.Profile.Out.IsTerminal)
        {
            await LoopAsync(SummaryEvery, ShowSummaryAsync, stoppingToken).ConfigureAwait(false);
            return;
        }

        await console.Live(new Text(string.Empty)).StartAsync(live => LoopAsync(TableEvery, () => ShowTableAsync(live, stoppingToken), stoppingToken))
            .ConfigureAwait(false);

        async Task ShowSummaryAsync() =>
            Write(
                TerminalTexts.Summary(
                    await positions.ReadAllAsync(stoppingToken).ConfigureAwait(false), await positions.ReadModeAsync(stoppingToken).ConfigureAwait(false),
                    settings.Live),
                null);
    }

    /// <summary>Shows lines as they come and the positions once a period.</summary>
    private async Task LoopAsync(TimeSpan every, Func<Task> showPositions, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, clock);
        var tick = timer.WaitForNextTickAsync(stopping).AsTask();
        var line = lines.Reader.WaitToReadAsync(stopping).AsTask();
        while (!stopping.IsCancellationRequested)
        {
            var due = await Task.WhenAny(tick, line).ConfigureAwait(false);
            if (stopping.IsCancellationRequested)
                return;
            if (due == line)
            {
                ShowLines();
                line = lines.Reader.WaitToReadAsync(stopping).AsTask();
            }
            else
            {
                await showPositions().ConfigureAwait(false);
                tick = timer.WaitForNextTickAsync(stopping).AsTask();
            }
        }
    }

    private void ShowLines()
    {
        while (lines.Reader.TryRead(out var line))
            Write(TerminalTexts.Plain(line), TerminalTexts.StyleOf(line.Level));
    }

    private async Task ShowTableAsync(LiveDisplayContext live, CancellationToken cancellationToken)
    {
        var readings = await positions.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var quotes = await Task.WhenAll(readings.Select(reading => QuoteOfAsync(reading.Symbol, cancellationToken))).ConfigureAwait(false);
        live.UpdateTarget(PositionTable.Of(readings.Zip(quotes), await positions.ReadModeAsync(cancellationToken).ConfigureAwait(false), settings.Live));
    }

    private async Task<Quote?> QuoteOfAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.GetGrain<IMarketGrain>(symbol).GetSnapshotAsync(0, cancellationToken).ConfigureAwait(false)).Quote;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // a table without a price is better than no table; whoever feeds the market reports its trouble
        }
    }

    private void Write(string text, string? style)
    {
        if (console.Profile.Out.IsTerminal)
            console.MarkupLine(style is null ? Markup.Escape(text) : $"[{style}]{Markup.Escape(text)}[/]");
        else
            console.Profile.Out.Writer.WriteLine(text); // no wrapping at a width that nobody has
    }
}
