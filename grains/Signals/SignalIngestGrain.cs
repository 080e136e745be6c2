using System.Collections.Immutable;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Executor.Grains.Signals;

/// <summary>
/// Takes the lines of one source for one symbol. A signal is forwarded first and remembered after: a failure between leads to a repetition,
/// which the position answers as it did before.
/// </summary>
/// <remarks>Nothing but a completed write changes what this activation remembers; whatever fails, the batch has to come again.</remarks>
[GrainType("signal-ingest")]
[HashBasedPlacement]
internal sealed class SignalIngestGrain(
    [PersistentState("signals", StorageNames.Grains)] IPersistentState<IngestState> store,
    ISymbolProfiles profiles,
    SteadyClock clock,
    TimeProvider timers,
    GrainTelemetry telemetry,
    ILogger<SignalIngestGrain> logger) : Grain, ISignalIngestGrain
{
    /// <summary>A position remembers a limited number of answers; what is forwarded between two writes must stay well below.</summary>
    private const int ForwardsPerWrite = PositionState.AnswerDepth / 2;

    private IngestState _state = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.RecordExists ? store.State : new IngestState();
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<LineAnswer>> IngestAsync(SignalBatch batch, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(cancellationToken);
        var memory = Remembered(settings);
        var answers = ImmutableArray.CreateBuilder<LineAnswer>(batch.Lines.Length);
        var forwarded = 0;
        foreach (var line in batch.Lines)
        {
            var (taken, takenAt) = (timers.GetTimestamp(), timers.GetUtcNow());
            var parsed = SignalParser.Parse(line, settings.StrictSource, settings.DedupPriceDecimals);
            if (parsed is not SignalParseResult.Accepted(var signal))
            {
                Add(LineAnswers.Unusable(parsed), taken);
                continue;
            }

            using var trace = TradeTraces.BeginSignal(Symbol, signal.Key, takenAt);
            var now = clock.UtcNow;
            var verdict = Judge(memory, signal, now);
            if (verdict == SignalVerdict.New)
            {
                Add(LineAnswers.Answered(await Position.SubmitAsync(signal, cancellationToken)), taken);
                forwarded++;
            }
            else if (verdict == SignalVerdict.Duplicate)
            {
                answers.Add(LineAnswers.Repeated(signal, await Position.FindAnswerAsync(signal.Key, cancellationToken)));
            }
            else
            {
                Add(LineAnswers.NotNew(verdict, signal, memory, now), taken);
            }

            trace.Span?.SetTag("executor.outcome", SignalInstruments.Word(answers[answers.Count - 1].Outcome)).SetTag("executor.trade.key", answers[answers.Count - 1].TradeKey);
            if (verdict is SignalVerdict.New or SignalVerdict.Late)
                memory = memory.Remember(signal, now);
            if (forwarded == ForwardsPerWrite)
            {
                await SaveAsync(_state with { Memory = memory });
                forwarded = 0;
            }
        }

        await SaveAsync(new IngestState { Memory = memory, Cursor = batch.Cursor ?? _state.Cursor });
        return answers.MoveToImmutable();

        void Add(LineAnswer answer, long taken)
        {
            answers.Add(answer);
            telemetry.Signals.Answered(Symbol, answer, timers.GetElapsedTime(taken));
        }
    }

    public async Task<int> MarkSeenAsync(SignalBatch batch, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(cancellationToken);
        var memory = Remembered(settings);
        var marked = 0;
        foreach (var line in batch.Lines)
        {
            if (SignalParser.Parse(line, settings.StrictSource, settings.DedupPriceDecimals) is SignalParseResult.Accepted(var signal)
                && memory.Judge(signal, clock.UtcNow) != SignalVerdict.Duplicate)
            {
                memory = memory.Remember(signal, clock.UtcNow);
                marked++;
            }
        }

        await SaveAsync(new IngestState { Memory = memory, Cursor = batch.Cursor ?? _state.Cursor });
        return marked;
    }

    public Task<FileCursor?> GetCursorAsync(CancellationToken cancellationToken) => Task.FromResult(_state.Cursor);

    private string Symbol => this.GetPrimaryKeyString() is var key && key.LastIndexOf('/') is >= 0 and var slash ? key[(slash + 1)..] : key;

    private IPositionGrain Position => GrainFactory.GetGrain<IPositionGrain>(Symbol);

    private SignalVerdict Judge(SignalMemory memory, Signal signal, DateTimeOffset now)
    {
        using var span = TradeTraces.Begin(TradeTraces.Deduplicate, Symbol);
        var verdict = memory.Judge(signal, now);
        span?.SetTag("executor.verdict", verdict.ToString());
        return verdict;
    }

    private async Task<SymbolSettings> SettingsAsync(CancellationToken cancellationToken) =>
        (await profiles.GetAsync(Symbol, cancellationToken)).Settings;

    /// <summary>What was stored, under the present settings: keys made by another rule mean nothing under this one.</summary>
    private SignalMemory Remembered(SymbolSettings settings)
    {
        var stored = _state.Memory ?? SignalMemory.For(settings);
        var present = stored.WithSettings(settings);
        var isUnchanged = (present.Fingerprint, present.Capacity) == (stored.Fingerprint, stored.Capacity) && present.Keys.SequenceEqual(stored.Keys);
        return isUnchanged ? stored : present;
    }

    private async Task SaveAsync(IngestState next)
    {
        if (ReferenceEquals(next.Memory, _state.Memory) && next.Cursor == _state.Cursor)
            return;

        store.State = next;
        try
        {
            await store.WriteStateAsync(CancellationToken.None);
            _state = next;
        }
        catch (Exception exception)
        {
            logger.IngestWriteFailed(exception, this.GetPrimaryKeyString());
            DeactivateOnIdle(); // memory and storage may differ now: the next activation reads again
            throw;
        }
    }
}
