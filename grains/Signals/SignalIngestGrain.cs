using System.Collections.Immutable;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
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
            var parsed = SignalParser.Parse(line, settings.StrictSource, settings.DedupPriceDecimals);
            if (parsed is not SignalParseResult.Accepted(var signal))
            {
                answers.Add(LineAnswers.Unusable(parsed));
                continue;
            }

            var now = clock.UtcNow;
            var verdict = memory.Judge(signal, now);
            if (verdict == SignalVerdict.New)
            {
                answers.Add(LineAnswers.Answered(await Position.SubmitAsync(signal, cancellationToken)));
                forwarded++;
            }
            else if (verdict == SignalVerdict.Duplicate)
            {
                answers.Add(LineAnswers.Repeated(signal, await Position.FindAnswerAsync(signal.Key, cancellationToken)));
            }
            else
            {
                answers.Add(LineAnswers.NotNew(verdict, signal, memory, now));
            }

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
