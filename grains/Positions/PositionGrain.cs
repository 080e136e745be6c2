using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Exchange;
using Executor.Grains.Hosting;
using Executor.Grains.Journal;
using Executor.Grains.Market;
using Executor.Grains.Portfolio;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Orleans.Storage;

namespace Executor.Grains.Positions;

/// <summary>
/// Owns the one position of a symbol: takes an input, lets <see cref="PositionMachine"/> decide, stores the decision, and only then sends
/// what was decided; the answer is the next input. Inputs queue up; none is taken while another is worked through. Events that prove a request
/// carried out stand for an answer that lags behind them.
/// </summary>
/// <remarks>
/// Whatever fails ends the activation. The next one claims the state, which shuts this one out, and looks at the exchange before it goes on.
/// </remarks>
[GrainType("position")]
[HashBasedPlacement]
internal sealed class PositionGrain : Grain, IPositionGrain, IRemindable
{
    /// <summary>Far above what one input leads to, an exit in many market orders included: a machine that asks for more is going round in circles.</summary>
    private const int MaximumRequests = 1_000;
    private const int LongestDetail = 1_000;

    private readonly StoredPosition _position;
    private readonly ISymbolProfiles _profiles;
    private readonly MarketReader _market;
    private readonly ExchangeCaller _exchange;
    private readonly EntryGates _gates;
    private readonly PortfolioDesk _portfolio;
    private readonly LoanDesk _loans;
    private readonly WalletWatch _wallet;
    private readonly PositionClocks _clocks;
    private readonly PositionReminders _reminders;
    private readonly TradeDelivery _delivery;
    private readonly IJournalSink _journal;
    private readonly SteadyClock _clock;
    private readonly GrainOptions _options;
    private readonly ILogger<PositionGrain> _logger;
    private readonly GrainTelemetry _telemetry;
    private readonly TimeProvider _timers;
    private readonly LatestPrice _price = new();
    private PositionWatch? _watch;
    private bool _isReconciled;
    private bool _areInvariantsWanted;

    public PositionGrain(
        [PersistentState("position", StorageNames.Grains)] IPersistentState<PositionState> store,
        ISymbolProfiles profiles,
        IExchange exchange,
        IEnumerable<IAccountEvents> accountEvents,
        PortfolioLimits limits,
        IJournalSink journal,
        TimeProvider timers,
        SteadyClock clock,
        SiloEnding ending,
        GrainTelemetry telemetry,
        IOptions<GrainOptions> options,
        ILogger<PositionGrain> logger)
    {
        _position = new StoredPosition(store, timers, telemetry.Storage);
        _profiles = profiles;
        _market = new MarketReader(GrainFactory);
        _exchange = new ExchangeCaller(exchange, timers, options.Value.ExchangeTimeout, logger);
        _gates = new EntryGates(GrainFactory, timers, options.Value.GatePatience, logger);
        _portfolio = new PortfolioDesk(GrainFactory, limits, timers, options.Value.GatePatience, logger);
        _wallet = new WalletWatch(GrainFactory, profiles, accountEvents.Any(), timers, options.Value.GatePatience, logger);
        _loans = new LoanDesk(GrainFactory, timers, clock, options.Value, logger);
        _clocks = new PositionClocks(this, clock, cadence => TakeAsync(new PositionInput.Tick(cadence)));
        _reminders = new PositionReminders(this);
        _delivery = new TradeDelivery(
            this, GrainFactory, timers, () => _position.State, () => profiles.GetAsync(Symbol, CancellationToken.None), TakeAsync, logger,
            ending.Token);
        _journal = journal;
        (_clock, _timers) = (clock, timers);
        _telemetry = telemetry;
        _options = options.Value;
        _logger = logger;
    }

    private string Symbol => this.GetPrimaryKeyString();

    /// <summary>Claims the state and calls nothing outside, so that the position can be read while the exchange is down.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _position.ClaimAsync(Symbol);
        _logger.PositionClaimed(Symbol, _position.State.Epoch, _position.State.Status);
        _watch = new PositionWatch(_telemetry, Symbol, _position.State, _timers);
        _watch.Enter();
        _wallet.EnsureFollowed(Symbol);
        _journal.Publish(Symbol, _position.State.Journal); // the activation before may have died between a write and its publication
        _clocks.Begin(() => TakeAsync(input: null));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _watch?.Leave();
        return Task.CompletedTask;
    }

    public async Task<SignalReply> SubmitAsync(Signal signal, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await TakeAsync(new PositionInput.SignalArrived(signal))
            ?? throw new InvalidOperationException($"The position of {Symbol} gave signal {signal.Key} no answer.");
        return ReplyOf(answer);
    }

    public Task<SignalReply?> FindAnswerAsync(string signalKey, CancellationToken cancellationToken) =>
        Task.FromResult(_position.State.Answers.FirstOrDefault(answer => answer.SignalKey == signalKey) is { } answer ? ReplyOf(answer) : null);

    public Task OrderUpdatedAsync(OrderReport report, CancellationToken cancellationToken) =>
        TakeAsync(new PositionInput.OrderUpdated(report));

    public Task NoticeOrderAsync(OrderReport report)
    {
        _exchange.Notice(report);
        return Task.CompletedTask;
    }

    public Task PriceReachedAsync(Quote quote, CancellationToken cancellationToken)
    {
        _price.See(quote);
        return TakeAsync(new PositionInput.Tick(Cadence.Manage));
    }

    public Task FlattenAsync(string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, 64, nameof(reason));
        cancellationToken.ThrowIfCancellationRequested();
        return TakeAsync(new PositionInput.FlattenRequested(reason));
    }

    public Task HoldAsync(string reason, CancellationToken cancellationToken)
    {
        Check(reason, nameof(reason));
        cancellationToken.ThrowIfCancellationRequested();
        return TakeAsync(new PositionInput.HoldRequested(HoldKind.Paused, "OPERATOR", reason));
    }

    public Task QuarantineAsync(string reason, string detail, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, 64, nameof(reason));
        ArgumentException.ThrowIfNullOrWhiteSpace(detail);
        cancellationToken.ThrowIfCancellationRequested();
        var told = detail.Length <= LongestDetail ? detail : $"{detail[..(LongestDetail - 1)]}…";
        return TakeAsync(new PositionInput.HoldRequested(HoldKind.Quarantined, reason, told));
    }

    public Task ReleaseAsync(string by, CancellationToken cancellationToken)
    {
        Check(by, nameof(by));
        cancellationToken.ThrowIfCancellationRequested();
        return TakeAsync(new PositionInput.ReleaseRequested(by));
    }

    public Task LookAsync(CancellationToken cancellationToken) => TakeAsync(new PositionInput.LookRequested());

    public async Task<SymbolReport> VerifyAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await TakeAsync(new PositionInput.LookRequested());
        var profile = await _profiles.GetAsync(Symbol, cancellationToken);
        var reply = await _exchange.SendAsync(new ExchangeCommand.Inspect(Symbol, [], null) { Account = profile.Settings.Account });
        var (figures, _) = await _loans.ReadAsync(profile.Settings.Account, _position.State);
        var view = (reply as ExchangeReply.Inspected)?.View;
        var reasons = FlatCheck.Reasons(
            _position.State, view, profile.Settings, profile.Rules, figures with { IsBaseShared = profile.IsBaseShared });
        return new SymbolReport { Symbol = Symbol, IsFlat = reasons.IsEmpty, Status = _position.State.Status.ToString(), Reasons = reasons };
    }

    public Task<bool> HasTradeAsync(string tradeKey, CancellationToken cancellationToken) => Task.FromResult(
        _position.State.Trade?.Key == tradeKey || _position.State.Undelivered.Any(closed => closed.Trade.Key == tradeKey));

    /// <summary>To be called is nearly enough: activation has set the clocks, and has been answered by the exchange or will try again.</summary>
    public Task EnsureAliveAsync(CancellationToken cancellationToken)
    {
        _wallet.EnsureFollowed(Symbol);
        _loans.Repeat(_position.State);
        return Task.CompletedTask;
    }

    public Task<bool> MoveIfFlatAsync(SiloAddress to, CancellationToken cancellationToken)
    {
        if (IsLive(_position.State) || !_position.State.Undelivered.IsEmpty)
            return Task.FromResult(false);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, to);
        MigrateOnIdle();
        return Task.FromResult(true);
    }

    public async Task<PositionView> GetViewAsync(CancellationToken cancellationToken)
    {
        // A flat position can be read although its symbol is not configured any more.
        var rules = _position.State.Trade is null ? null : (await _profiles.GetAsync(Symbol, cancellationToken)).Rules;
        return PositionViews.Of(_position.State, rules, _price.Quote);
    }

    public Task<string> GetDocumentAsync(CancellationToken cancellationToken) =>
        Task.FromResult(JsonSerializer.Serialize(_position.State, StoredStates.Default.PositionState));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await TakeAsync(new PositionInput.Tick(reminderName switch
        {
            PositionReminders.Trail => Cadence.Trail,
            PositionReminders.Invariants => Cadence.Invariants,
            _ => Cadence.Manage,
        }));
        if (!IsLive(_position.State))
            await RemoveRemindersAsync(); // left over from a removal that failed
    }

    private static void Check(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, 200, name);
    }

    /// <summary>True when the next decision may enter: a signal is judged, or an entry is not at its end.</summary>
    private static bool MayEnter(PositionState state, PositionInput input) =>
        input is PositionInput.SignalArrived || state.Trade is { Entry: not EntryPhase.Done };

    private static bool IsLive(PositionState state) => state.Status != PositionStatus.Flat || !state.Intents.IsEmpty;

    private static bool ChangesTheExchange(ExchangeCommand command) => command is not ExchangeCommand.Inspect;

    /// <summary>Works through one input and all that follows from it. Null: only what an activation has to do first.</summary>
    private async Task<SignalAnswer?> TakeAsync(PositionInput? input)
    {
        using var turn = TradeTraces.BeginTurn(Symbol, input, _position.State);
        try
        {
            if (!_isReconciled)
            {
                await RunAsync(new PositionInput.Claimed());
                if (IsLive(_position.State))
                    await _reminders.EnsureAsync();
                _isReconciled = true;
            }

            var answer = input is null ? null : await RunAsync(input);
            if (input is PositionInput.Tick { Cadence: Cadence.Manage })
                _watch?.Managed();
            return answer;
        }
        catch (Exception exception)
        {
            turn.Failed(exception);
            if (exception is InconsistentStateException)
                _telemetry.Positions.Conflicted();
            _logger.PositionGivenUp(exception, Symbol);
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<SignalAnswer?> RunAsync(PositionInput input)
    {
        var wasLive = IsLive(_position.State);
        var profile = await _profiles.GetAsync(Symbol, CancellationToken.None);
        SignalAnswer? answer = null;
        for (var requests = 0; ; requests++)
        {
            var market = await ReadMarketAsync(profile, input);
            _price.See(input);
            var (gate, account) = await ReadOutsideAsync(profile, input);
            var context = new PositionContext(profile.Settings, profile.Rules, market.View with { Quote = _price.Quote }, _clock.UtcNow)
            {
                Gate = gate,
                Account = account,
            };
            var decision = PositionMachine.Decide(_position.State, input, context);
            if (await _portfolio.ReserveAsync(_position.State, decision.Next) is { } refused)
                decision = PositionMachine.Decide(_position.State, input, context with { Gate = refused });
            var before = _position.State;
            await StoreAsync(decision);
            _watch?.Stepped(before, decision, input, profile, context.Now);
            TradeTraces.Stepped(Symbol, before, decision.Next, decision.Journal);
            _loans.Report(profile.Settings.Account, _position.State);
            answer ??= decision.Answer;
            if (decision.Request is not { } request)
            {
                await ArmAsync(profile, context, market, wasLive);
                await _portfolio.AdoptAsync(_position.State);
                return answer;
            }

            if (requests == MaximumRequests)
            {
                throw new InvalidOperationException(
                    $"The position of {Symbol} asked for more than {MaximumRequests} requests in a row, last for {request.Command}.");
            }

            input = new PositionInput.Answered(request, await SendAsync(request, account));
        }
    }

    /// <summary>What lies outside the symbol. Nobody who has nothing to enter and nothing to share asks for it; a flat position shares what a look at its
    /// account shows.</summary>
    private async Task<(EntryGate Gate, AccountFigures Account)> ReadOutsideAsync(SymbolProfile profile, PositionInput input)
    {
        var mayEnter = MayEnter(_position.State, input);
        var gate = mayEnter ? await _gates.ReadAsync(Symbol, _clock.UtcNow) : EntryGate.Open;
        if (!mayEnter && _position.State.Trade is null && input is not PositionInput.Answered)
            return (gate, AccountFigures.None);
        var (figures, atAccount) = await _loans.ReadAsync(profile.Settings.Account, _position.State);
        return (gate.IsClosed ? gate : atAccount, figures with { IsBaseShared = profile.IsBaseShared });
    }

    /// <summary>A signal that could open a trade and meets no market has to come again; every other input is a fact that counts without one.</summary>
    private async Task<MarketReading> ReadMarketAsync(SymbolProfile profile, PositionInput input)
    {
        try
        {
            var reading = await _market.ReadAsync(profile);
            _price.See(reading.View.Quote);
            return reading;
        }
        catch (Exception exception) when (input is not PositionInput.SignalArrived || IsLive(_position.State))
        {
            _logger.MarketUnreachable(exception, Symbol);
            return MarketReading.None;
        }
    }

    private async Task StoreAsync(Decision decision)
    {
        if (decision.Next == _position.State)
            return;

        if (IsLive(decision.Next) && !IsLive(_position.State))
            await _reminders.EnsureAsync(); // before the entry is stored or sent: a trade without a way back never exists
        await _position.SaveAsync(decision.Next);
        _journal.Publish(Symbol, decision.Journal);
    }

    private async Task<ExchangeReply> SendAsync(ExchangeRequest request, AccountFigures account)
    {
        using var span = TradeTraces.BeginRequest(request, _position.State);
        if (ChangesTheExchange(request.Command))
        {
            if (!_position.State.Intents.Any(intent => intent.Id == request.IntentId))
            {
                throw new InvalidOperationException(
                    $"Request {request.IntentId} of {Symbol} is not stored and is not sent: {request.Command}");
            }

            await RenewAsync(request.Command);
        }

        var reply = request.Command is ExchangeCommand.Borrow or ExchangeCommand.Repay
            ? await _loans.SendAsync(request.Command, _position.State.Trade?.Key ?? string.Empty, account)
            : await _exchange.SendAsync(request.Command);
        if (ChangesTheExchange(request.Command))
            _telemetry.Positions.Sent(request.Command, reply);
        span?.SetTag("executor.outcome", IntentWords.Of(reply));
        return reply;
    }

    private async Task RenewAsync(ExchangeCommand command)
    {
        try
        {
            await _position.RenewAsync(_options.SendLease);
        }
        catch
        {
            _telemetry.Positions.Fenced(command);
            throw;
        }
    }

    private async Task ArmAsync(SymbolProfile profile, PositionContext context, MarketReading market, bool wasLive)
    {
        var state = _position.State;
        var isLive = IsLive(state);
        var schedule = PositionMachine.Schedule(state, context);
        _areInvariantsWanted = schedule.AreInvariantsWanted;
        _clocks.Arm(isLive, profile.Settings, schedule);
        _delivery.Arm();
        await WatchAsync(new PriceWatch(schedule.AtOrBelow, schedule.AtOrAbove), market.Watch);
        if (wasLive && !isLive)
            await RemoveRemindersAsync();
    }

    /// <summary>Compared with what the market grain said it watches, so that one that lost its memory is told again.</summary>
    private async Task WatchAsync(PriceWatch wanted, PriceWatch present)
    {
        if (wanted == present)
            return;

        try
        {
            await GrainFactory.GetGrain<IMarketGrain>(Symbol).WatchAsync(wanted.AtOrBelow, wanted.AtOrAbove, CancellationToken.None);
        }
        catch (Exception exception) // the cadence asks again
        {
            _logger.MarketUnreachable(exception, Symbol);
        }
    }

    private static SignalReply ReplyOf(SignalAnswer answer) => new()
    {
        SignalKey = answer.SignalKey,
        TradeKey = answer.TradeKey,
        Reason = answer.Reason,
        Detail = answer.Detail,
        At = answer.At,
    };

    private async Task RemoveRemindersAsync()
    {
        try
        {
            await _reminders.RemoveAsync(_areInvariantsWanted);
        }
        catch (Exception exception) // a reminder of a flat position does no harm, and its next occurrence tries again
        {
            _logger.RemindersNotRemoved(exception, Symbol);
        }
    }
}
