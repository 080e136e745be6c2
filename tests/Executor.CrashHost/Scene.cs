using System.Globalization;
using System.Text;
using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Simulator.Market;
using Executor.Simulator.Paper;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.CrashHost;

/// <summary>Moves the market second by second, delivers what happens to orders, and lets the scout speak.</summary>
internal sealed class Scene(IServiceProvider services, TimeProvider clock, ulong seed)
{
    private const int SecondsPerSignal = 5;
    private const int SecondsPerJump = 13;
    private const string Symbol = CrashSettings.Symbol;

    private readonly IGrainFactory _grains = services.GetRequiredService<IGrainFactory>();
    private readonly PaperExchange _paper = services.GetRequiredService<PaperExchange>();
    private DateTimeOffset _newestBar;

    private IPositionGrain Position => _grains.GetGrain<IPositionGrain>(Symbol);

    private IMarketGrain Market => _grains.GetGrain<IMarketGrain>(Symbol);

    /// <summary>History, so that plans can be made at once.</summary>
    public async Task BeginAsync()
    {
        var last = _paper.QuoteOf(Symbol).Last;
        var now = clock.GetUtcNow();
        _newestBar = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        await Market.AppendBarsAsync(
            [.. Enumerable.Range(-30, 31).Select(minute => new Bar(_newestBar.AddMinutes(minute), last + 20m, last - 30m, last))], CancellationToken.None);
        await _grains.GetGrain<IFleetGrain>(0).SetRosterAsync([Symbol], CancellationToken.None);
    }

    /// <summary>With the price standing still, waits until the position says that nothing is open or in doubt.</summary>
    public async Task<PositionView> SettleAsync(CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (true)
        {
            await ShowAsync();
            await Position.PriceReachedAsync(_paper.QuoteOf(Symbol), cancellationToken); // also: the activation has looked at the exchange
            await DeliverAsync();
            var view = await Position.GetViewAsync(cancellationToken);
            if (view is { Status: "Flat" } or { Status: "Open", Coverage: 1m, UnknownIntents: 0 })
                return view;
            await second.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Trades until the process dies. A second moves the price as far as a minute of the invented market.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var invented = new SeededMarket(seed, Symbol, _paper.QuoteOf(Symbol).Last, 0.01m);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        for (var second = 1; ; second++)
        {
            var now = clock.GetUtcNow();
            var price = invented.NextMinute(now).Bar.Close;
            if (second % SecondsPerJump == 0)
                _paper.JumpPrice(Symbol, price, now);
            else
                _paper.MovePrice(Symbol, price, now);
            await DeliverAsync();
            await ShowAsync();
            if (second % SecondsPerSignal == 0)
                await SignalAsync(cancellationToken);
            if (now >= _newestBar.AddMinutes(1))
                await AppendAsync(price);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task AppendAsync(decimal price)
    {
        _newestBar = _newestBar.AddMinutes(1);
        await Market.AppendBarsAsync([new Bar(_newestBar, price + 20m, price - 30m, price)], CancellationToken.None);
    }

    private Task ShowAsync() => Market.QuoteAsync(_paper.QuoteOf(Symbol) with { At = clock.GetUtcNow() }, CancellationToken.None);

    private async Task DeliverAsync()
    {
        while (_paper.Events.TryRead(out var report))
            await Position.OrderUpdatedAsync(report, CancellationToken.None);
    }

    private async Task SignalAsync(CancellationToken cancellationToken)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"action":"PEAK","source":"DeltaScout","kind":"long","ts":"{{clock.GetUtcNow():O}}","price":{{_paper.QuoteOf(Symbol).Last}}}""");
        await _grains.GetGrain<ISignalIngestGrain>($"DeltaScout/{Symbol}")
            .IngestAsync(new SignalBatch { Lines = [Encoding.UTF8.GetBytes(line)] }, cancellationToken);
    }
}
