using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Arithmetic;
using Executor.Core.Margin;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Vectors;

/// <summary>Loans and books of the original. Both quirks are part of the recorded rule and followed by it; positions do otherwise (decision 0003).</summary>
public sealed class MarginVectorTests
{
    private static readonly string[] PlanSteps = ["stepSize", "step_size", "asset_step", "borrow_step", "borrow_step_size"];
    private static readonly string[] KeyNames = ["trade_key", "trade_id", "key"];

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfMargin_BorrowsRepaysAndKeepsBooksTheSame() => new VectorRun("margin.json", Tolerance.OfVectors)
        .Follows("a_loan_settled_elsewhere_stays_on_the_books")
        .Follows("interest_is_never_repaid")
        .Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Input.MustHaveOnly(one.Name, "symbol", "state", "steps");
        var run = new Run(one.Settings, one.Input.Text("symbol"), one.Input.GetProperty("state"));
        return new Outcome { ["steps"] = one.Input.GetProperty("steps").EnumerateArray().Select(step => (object?)run.Step(step, one.Name)).ToList() };
    }

    private sealed class Run
    {
        private readonly JsonElement _settings;
        private readonly string _symbol;
        private readonly string _base;
        private readonly string _quote;
        private LoanBooks _books;
        private bool? _isIsolated;
        private string? _skipReason;

        public Run(JsonElement settings, string symbol, JsonElement state)
        {
            (_settings, _symbol) = (settings, symbol);
            (_base, _quote) = SymbolName.TrySplit(symbol, out var assets) ? assets : (symbol, string.Empty);
            state.MustHaveOnly("state", "margin");
            var margin = state.Maybe("margin");
            margin?.MustHaveOnly("margin", "borrowed_assets", "borrowed_by_trade", "borrowed_trade_keys", "repaid_trade_keys", "active_trade_key", "is_isolated");
            _isIsolated = margin?.Maybe("is_isolated")?.GetBoolean();
            _books = new LoanBooks
            {
                Borrowed = Amounts(margin?.Maybe("borrowed_assets")),
                ByTrade = (margin?.Maybe("borrowed_by_trade")?.EnumerateObject() ?? default)
                    .ToImmutableSortedDictionary(trade => trade.Name, trade => Amounts(trade.Value), StringComparer.Ordinal),
                BorrowedKeys = Keys(margin?.Maybe("borrowed_trade_keys")),
                RepaidKeys = Keys(margin?.Maybe("repaid_trade_keys")),
                ActiveKey = margin?.Maybe("active_trade_key")?.GetString(),
            };
        }

        public Outcome Step(JsonElement step, string name)
        {
            step.MustHaveOnly(name, "op", "side", "qty", "plan", "account", "api_error");
            List<object?> asked = [], calls = [], events = [];
            var isRefused = step.Text("op") == "borrow" ? Borrow(step, asked, calls, events) : Repay(step, asked, calls);
            var outcome = new Outcome { ["account_calls"] = asked, ["calls"] = calls, ["events"] = events, ["margin"] = Show() };
            if (isRefused)
            {
                outcome["error"] = "api_error";
            }

            return outcome;
        }

        private bool Borrow(JsonElement step, List<object?> asked, List<object?> calls, List<object?> events)
        {
            var plan = step.GetProperty("plan");
            var key = KeyNames.Select(name => plan.Maybe(name)?.GetString()).FirstOrDefault(text => text is not null);
            if (key is not null && _books.BorrowedKeys.Contains(key))
            {
                return false;
            }

            var asset = (plan.Maybe("borrow_asset") ?? plan.Maybe("asset"))?.GetString() ?? string.Empty;
            var need = Number(plan, "borrow_amount") is { } amount and not 0m ? amount : Number(plan, "needed") ?? 0m;
            if (asset.Length > 0 && need > 0m)
            {
                _isIsolated = IsTrue(plan.Maybe("is_isolated"));
                asked.Add(AccountCall());
                if (Fails(step, "account"))
                {
                    return true;
                }
            }

            var free = Number(Row(step.GetProperty("account"), asset), "free") ?? 0m;
            var loan = RecordedLoan.Of(asset, _base, _quote, need, free, StepOf(plan, asset));
            _skipReason = loan.SkipReason ?? _skipReason;
            if (loan.SkipReason == RecordedLoan.MissingQuoteStep)
            {
                events.Add("BORROW_SKIP");
            }

            if (loan.Amount == 0m)
            {
                return false;
            }

            events.Add("BORROW_AMOUNT_ROUNDED");
            calls.Add(Call("borrow", asset, loan.Amount));
            if (Fails(step, "borrow"))
            {
                return true;
            }

            _books = _books.WithLoan(key, asset, loan.Amount);
            return false;
        }

        private bool Repay(JsonElement step, List<object?> asked, List<object?> calls)
        {
            if (_books.IsRepaid || _books.Tracked.IsEmpty)
            {
                return false;
            }

            asked.Add(AccountCall());
            if (Fails(step, "account"))
            {
                return true;
            }

            // The state lists assets in the order in which they were borrowed, the books by name: the calls follow the account's rows.
            foreach (var asset in Rows(step.GetProperty("account")).Select(row => row.Text("asset")).Where(_books.Tracked.ContainsKey).ToList())
            {
                var amount = _books.Repayment(asset, Number(Row(step.GetProperty("account"), asset), "borrowed") ?? 0m);
                if (amount == 0m)
                {
                    continue;
                }

                calls.Add(Call("repay", asset, amount));
                if (Fails(step, "repay"))
                {
                    return true;
                }

                _books = _books.WithRepayment(asset, amount);
            }

            _books = _books.ClosedIfRepaid();
            return false;
        }

        private decimal? StepOf(JsonElement plan, string asset)
        {
            if (PlanSteps.Select(name => plan.Maybe(name)).FirstOrDefault(found => found is not null) is { } fromPlan)
            {
                return fromPlan.TryDecimal(out var step) ? step : null;
            }

            var byAsset = new[] { $"{asset}_STEP_SIZE", $"{asset}_STEP", $"ASSET_STEP_{asset}", $"ASSET_STEP_SIZE_{asset}" }
                .Select(name => Number(_settings, name))
                .Concat(new[] { "ASSET_STEP_SIZES", "ASSET_STEPS" }.Select(name => FromMap(_settings.Maybe(name), asset)))
                .FirstOrDefault(found => found is not null);
            var steps = new LoanSteps
            {
                ByAsset = byAsset is { } known ? LoanSteps.None.ByAsset.SetItem(asset, known) : LoanSteps.None.ByAsset,
                Quote = new[] { "QUOTE_STEP", "QUOTE_ASSET_STEP", "QUOTE_STEP_SIZE" }.Select(name => Number(_settings, name)).FirstOrDefault(found => found is not null),
            };
            return steps.Of(asset, _base, _quote, Number(_settings, "QTY_STEP"));
        }

        private Outcome Show()
        {
            var margin = new Outcome
            {
                ["borrowed_assets"] = Show(_books.Borrowed),
                ["borrowed_by_trade"] = Nested(_books.ByTrade.Select(trade => KeyValuePair.Create(trade.Key, (object?)Show(trade.Value)))),
                ["borrowed_trade_keys"] = _books.BorrowedKeys.Cast<object?>().ToList(),
                ["repaid_trade_keys"] = _books.RepaidKeys.Cast<object?>().ToList(),
                ["active_trade_key"] = _books.ActiveKey,
            };
            if (_isIsolated is { } isIsolated)
            {
                margin["is_isolated"] = isIsolated;
            }

            if (_skipReason is { } reason)
            {
                margin["last_borrow_skip_reason"] = reason;
            }

            return margin;
        }

        private Outcome AccountCall() => new() { ["is_isolated"] = _isIsolated ?? false, ["symbol"] = _symbol };

        private Outcome Call(string operation, string asset, decimal amount) => new()
        {
            ["op"] = operation,
            ["asset"] = asset,
            ["amount"] = NumberText.Plain(amount),
            ["isolated"] = _isIsolated ?? false,
            ["symbol"] = _symbol,
        };

        private static Outcome Show(ImmutableSortedDictionary<string, decimal> amounts) =>
            Nested(amounts.Select(entry => KeyValuePair.Create(entry.Key, (object?)entry.Value)));

        private static Outcome Nested(IEnumerable<KeyValuePair<string, object?>> fields)
        {
            var outcome = new Outcome();
            foreach (var (field, value) in fields)
            {
                outcome[field] = value;
            }

            return outcome;
        }

        private static bool Fails(JsonElement step, string call) => step.Maybe("api_error")?.GetString() == call;

        private static bool IsTrue(JsonElement? flag) => flag switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.String } text => text.GetString()!.ToUpperInvariant() is "TRUE" or "T" or "1" or "YES" or "Y" or "ON",
            _ => false,
        };

        private static decimal? FromMap(JsonElement? map, string asset)
        {
            if (map is { ValueKind: JsonValueKind.String } text)
            {
                try
                {
                    using var parsed = JsonDocument.Parse(text.GetString()!);
                    map = parsed.RootElement.Clone();
                }
                catch (JsonException)
                {
                    return null; // an unreadable map is none
                }
            }

            return map is { ValueKind: JsonValueKind.Object } found ? Number(found, asset) ?? Number(found, asset.ToLowerInvariant()) : null;
        }

        /// <summary>The rows of a cross or an isolated account, flattened; what is no row is left out.</summary>
        private static IEnumerable<JsonElement> Rows(JsonElement account)
        {
            var list = account.Maybe("userAssets") is { ValueKind: JsonValueKind.Array } cross ? cross : account.Maybe("assets");
            if (list is not { ValueKind: JsonValueKind.Array } rows)
            {
                return [];
            }

            return rows.EnumerateArray()
                .Where(row => row.ValueKind == JsonValueKind.Object)
                .SelectMany(row => new[] { row, row.Maybe("baseAsset"), row.Maybe("quoteAsset") })
                .OfType<JsonElement>()
                .Where(row => row.TryGetProperty("asset", out _));
        }

        private static JsonElement Row(JsonElement account, string asset) => Rows(account).FirstOrDefault(row => row.Text("asset") == asset);

        private static decimal? Number(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.Maybe(name) is { } found && found.TryDecimal(out var number) ? number : null;

        private static ImmutableSortedDictionary<string, decimal> Amounts(JsonElement? amounts) => amounts is { } found
            ? found.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value.ToDecimal(), StringComparer.Ordinal)
            : LoanBooks.Nothing;

        private static ImmutableArray<string> Keys(JsonElement? keys) =>
            keys is { } found ? [.. found.EnumerateArray().Select(key => key.GetString()!)] : [];
    }
}
