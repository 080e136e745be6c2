using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Rules;

/// <summary>
/// Trading rules of the symbols that were asked for, all read in one request. Old ones are handed out while new ones are read; they are read
/// again on a period, at once when an order was refused by a rule (P29), and often while a symbol takes no orders, so that protection is back as
/// soon as it does (P36).
/// </summary>
public sealed class RulesCache : IDisposable
{
    /// <summary>Least time between two readings that refusals cause: a bad order repeated must not become a bad habit.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(10);

    /// <summary>Symbols in one request: a line of about 4,000 characters, half of what servers take.</summary>
    private const int MostAtOnce = 200;

    private readonly BinanceClient _client;
    private readonly RequestBudget _budget;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _period;
    private readonly ILogger<RulesCache> _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<string> _roster;
    private Reading _known = Reading.None;
    private int _isRefreshing;

    internal RulesCache(BinanceClient client, RequestBudget budget, TimeProvider clock, BinanceOptions options, ILogger<RulesCache> logger)
    {
        _client = client;
        _budget = budget;
        _clock = clock;
        _period = options.RulesPeriod;
        _roster = [.. options.Symbols];
        _logger = logger;
    }

    /// <summary>Raised with the symbol when its rules were read again and are others.</summary>
    internal event Action<string>? Changed;

    /// <summary>The rules of <paramref name="symbol"/>; null when the exchange does not list it.</summary>
    /// <exception cref="RulesUnavailableException">They were never read and cannot be now.</exception>
    public async ValueTask<SymbolRules?> GetAsync(string symbol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var known = Volatile.Read(ref _known);
        if (known.Rules.TryGetValue(symbol, out var rules))
        {
            if (_clock.GetElapsedTime(known.ReadAt) >= (rules?.IsTrading == false ? LeastAge : _period))
            {
                RefreshInBackground();
            }

            return rules;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _known.Rules.TryGetValue(symbol, out rules) ? rules : await LearnAsync(symbol, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An order was refused in a way that new rules would explain: they are read again, unless they have just been.</summary>
    public void Suspect()
    {
        var known = Volatile.Read(ref _known);
        if (!known.Rules.IsEmpty && _clock.GetElapsedTime(known.ReadAt) >= LeastAge)
        {
            RefreshInBackground();
        }
    }

    /// <summary>From now on these are read together with the first that is asked for.</summary>
    public void Follow(IReadOnlyList<string> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        Volatile.Write(ref _roster, symbols);
    }

    /// <summary>Reads what is followed and was never read, and with it the limits that the exchange publishes: who asks first then need not wait.</summary>
    /// <exception cref="RulesUnavailableException">They cannot be read now; whoever asks reads them.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Unread.FirstOrDefault() is { } symbol)
            {
                await LearnAsync(symbol, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads the rules of all symbols again that were asked for so far. One that nobody follows and the exchange does not list is forgotten:
    /// it would cost further requests each time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadAgainAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Frees what readers wait on.</summary>
    public void Dispose() => _gate.Dispose();

    private IEnumerable<string> Unread => _roster.Where(symbol => !_known.Rules.ContainsKey(symbol));

    private void RefreshInBackground()
    {
        if (Interlocked.Exchange(ref _isRefreshing, 1) == 0)
        {
            _ = RunAsync();
        }

        async Task RunAsync()
        {
            try
            {
                await RefreshAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) // nobody awaits this: what went wrong is noted, and the old rules stay
            {
                _logger.RulesNotRead(exception.GetType().Name, _known.At);
            }
            finally
            {
                Interlocked.Exchange(ref _isRefreshing, 0);
            }
        }
    }

    private async Task<SymbolRules?> LearnAsync(string symbol, CancellationToken cancellationToken)
    {
        string[] unknown = [.. Unread.Prepend(symbol).Distinct(StringComparer.Ordinal)];
        var (read, silence) = await AskAsync(unknown, cancellationToken).ConfigureAwait(false);
        if (read is null)
        {
            throw new RulesUnavailableException(symbol, silence.Reason, silence.RetryAfter);
        }

        Keep(_known.Rules.SetItems(read), isWhole: _known.Rules.IsEmpty);
        return _known.Rules.TryGetValue(symbol, out var rules) ? rules : throw new RulesUnavailableException(symbol, "the answer is not understood; see the log");
    }

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var before = _known;
        var roster = _roster;
        var kept = before.Rules.RemoveRange(before.Rules.Where(each => each.Value is null && !roster.Contains(each.Key)).Select(each => each.Key));
        var (read, silence) = await AskAsync([.. kept.Keys], cancellationToken).ConfigureAwait(false);
        if (read is null)
        {
            // As old as before, but not asked for again at once.
            Volatile.Write(ref _known, before with { ReadAt = _clock.GetTimestamp() - (long)((_period - LeastAge).TotalSeconds * _clock.TimestampFrequency) });
            _logger.RulesNotRead(silence.Reason, before.At);
            return;
        }

        Keep(kept.SetItems(read), isWhole: true); // what could not be read stays as it was
        foreach (var (symbol, rules) in read)
        {
            if (before.Rules[symbol] != rules)
            {
                _logger.RulesChanged(symbol);
                Changed?.Invoke(symbol);
            }
        }
    }

    /// <summary>The rules of each symbol, null for those that are not listed, and none for those whose rules are not understood; null, and why, when the
    /// exchange did not tell.</summary>
    private async Task<(Dictionary<string, SymbolRules?>? Rules, Silence Why)> AskAsync(string[] symbols, CancellationToken cancellationToken)
    {
        if (symbols.Length == 0)
        {
            return ([], default);
        }

        if (symbols.Length > MostAtOnce)
        {
            return await AskByHalvesAsync(symbols, cancellationToken).ConfigureAwait(false);
        }

        var parameters = new RequestParameters().Add("symbols", $"[{string.Join(',', symbols.Select(symbol => $"\"{JsonEncodedText.Encode(symbol)}\""))}]")
            .Add("showPermissionSets", "false");
        switch (await _client.SendAsync(new ApiRequest(SpotEndpoints.ExchangeInfo, parameters, RequestLane.Close), cancellationToken).ConfigureAwait(false))
        {
            case ApiAnswer.Success success:
                return Read(symbols, success);
            case ApiAnswer.Failed { Code: ErrorTable.InvalidSymbol or ErrorTable.IllegalCharacters } when symbols.Length == 1:
                return (new() { [symbols[0]] = null }, default);
            case ApiAnswer.Failed { Code: ErrorTable.InvalidSymbol or ErrorTable.IllegalCharacters }:
                return await AskByHalvesAsync(symbols, cancellationToken).ConfigureAwait(false); // one of them is gone: which, it does not say
            case ApiAnswer.Failed failed:
                return (null, new Silence($"{failed.Message} ({failed.Code})", failed.Verdict == ErrorVerdict.Wait ? failed.RetryAfter : null));
            case ApiAnswer.Silent silent:
                return (null, new Silence(silent.Reason));
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} is not an answer.");
        }
    }

    private async Task<(Dictionary<string, SymbolRules?>? Rules, Silence Why)> AskByHalvesAsync(string[] symbols, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, SymbolRules?>();
        foreach (var half in symbols.Chunk((symbols.Length + 1) / 2))
        {
            var (some, silence) = await AskAsync(half, cancellationToken).ConfigureAwait(false);
            if (some is null)
            {
                return (null, silence);
            }

            foreach (var (symbol, rules) in some)
            {
                all[symbol] = rules;
            }
        }

        return (all, default);
    }

    private (Dictionary<string, SymbolRules?>? Rules, Silence Why) Read(IReadOnlyList<string> symbols, ApiAnswer.Success success)
    {
        try
        {
            var info = WireJson.Read(success.Body.Span, WireJson.Default.WireExchangeInfo);
            var listed = info.Symbols ?? throw new WireException("the field 'symbols' is missing");
            PublishedLimits.HandOn(info.RateLimits, _budget);
            var read = new Dictionary<string, SymbolRules?>();
            foreach (var symbol in symbols)
            {
                var rows = listed.Where(row => row.Symbol == symbol).ToList();
                if (TryRead(symbol, rows, out var rules))
                {
                    read[symbol] = rules;
                }
            }

            return (read, default);
        }
        catch (WireException exception)
        {
            _logger.NotUnderstood(SpotEndpoints.ExchangeInfo.Name, exception.Message);
            return (null, new Silence(exception.Message));
        }
    }

    /// <summary>One symbol that is not understood does not spoil the others.</summary>
    private bool TryRead(string symbol, List<WireSymbol> rows, out SymbolRules? rules)
    {
        rules = null;
        try
        {
            rules = rows.Count switch
            {
                0 => null,
                1 => SymbolRulesReader.Read(rows[0]),
                _ => throw new WireException($"{symbol} is listed {rows.Count} times"),
            };
            return true;
        }
        catch (WireException exception)
        {
            _logger.NotUnderstood(SpotEndpoints.ExchangeInfo.Name, exception.Message);
            return false;
        }
    }

    private void Keep(ImmutableDictionary<string, SymbolRules?> rules, bool isWhole) =>
        Volatile.Write(ref _known, isWhole ? new Reading(rules, _clock.GetTimestamp(), _clock.GetUtcNow()) : _known with { Rules = rules });

    /// <summary>Why the exchange did not tell.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">When there may be room for the question; null: it was not for want of room.</param>
    private readonly record struct Silence(string Reason, TimeSpan? RetryAfter = null);

    /// <param name="Rules">By symbol; null: not listed.</param>
    /// <param name="ReadAt">Monotonic time of the last reading of all.</param>
    /// <param name="At">The same by the wall clock, for logs.</param>
    private sealed record Reading(ImmutableDictionary<string, SymbolRules?> Rules, long ReadAt, DateTimeOffset At)
    {
        public static readonly Reading None = new(ImmutableDictionary<string, SymbolRules?>.Empty, 0L, DateTimeOffset.MinValue);
    }
}
