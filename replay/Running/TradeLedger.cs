using System.Collections.Immutable;
using Executor.Core.Positions;
using Executor.Core.Signals;
using Executor.Replay.Results;

namespace Executor.Replay.Running;

/// <summary>What became of each signal: a trade that executed, or a skip.</summary>
internal sealed class TradeLedger
{
    private readonly ImmutableArray<ClosedTrade>.Builder _trades = ImmutableArray.CreateBuilder<ClosedTrade>();
    private readonly ImmutableArray<ClosedTrade>.Builder _closed = ImmutableArray.CreateBuilder<ClosedTrade>();
    private readonly ImmutableArray<ReplaySkip>.Builder _skips = ImmutableArray.CreateBuilder<ReplaySkip>();
    private readonly Dictionary<string, Signal> _open = new(StringComparer.Ordinal);

    public ImmutableArray<ClosedTrade> Trades => _trades.ToImmutable();

    /// <summary>The trades, and the entries that came to nothing: the loan of such an entry costs interest.</summary>
    public ImmutableArray<ClosedTrade> Closed => _closed.ToImmutable();

    public ImmutableArray<ReplaySkip> Skips => _skips.ToImmutable();

    public void Skip(Signal signal, DateTimeOffset at, string reason, string? detail) =>
        _skips.Add(new ReplaySkip(signal, at, reason, detail));

    /// <summary>Takes in one step.</summary>
    /// <exception cref="InvalidOperationException">A signal was not answered, or a trade closed that no signal opened.</exception>
    public void Observe(PositionState before, PositionInput input, Decision decision)
    {
        if (input is PositionInput.SignalArrived(var signal))
        {
            TakeAnswer(signal, decision);
        }

        if (decision.Next.LastClosed is { } closed && !ReferenceEquals(closed, before.LastClosed))
        {
            Close(closed);
        }
    }

    private void TakeAnswer(Signal signal, Decision decision)
    {
        var answer = decision.Answer ?? throw new InvalidOperationException($"The signal {signal.Key} was not answered.");
        if (answer.IsOpened)
        {
            _open.Add(signal.Key, signal);
        }
        else
        {
            Skip(signal, answer.At, answer.Reason ?? "unspecified", answer.Detail);
        }
    }

    /// <summary>A trade whose entry never executed is a signal that was not traded.</summary>
    private void Close(ClosedTrade closed)
    {
        if (!_open.Remove(closed.Trade.SignalKey, out var signal))
        {
            throw new InvalidOperationException($"The trade {closed.Trade.Key} closed, and no signal opened it.");
        }

        _closed.Add(closed);
        if (closed.HasExecuted())
        {
            _trades.Add(closed);
        }
        else
        {
            var plan = closed.Trade.Plan;
            Skip(signal, closed.At, closed.Reason, $"an order for {plan.Quantity} at {plan.Entry} did not execute");
        }
    }
}
