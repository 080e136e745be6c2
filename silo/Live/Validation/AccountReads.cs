using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Rules;
using Executor.Exchange.Signing;

namespace Executor.Silo.Live.Validation;

/// <summary>Asks the exchange; sends nothing but reads.</summary>
internal sealed class AccountReads(BinanceClient client, IExchange exchange, TimeProvider clock)
{
    /// <summary>How long room in the limits is waited for, from the first time that there is none: a minute that other silos have used up says nothing about what is checked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private long? _waitsSince;

    /// <summary>The answer as JSON; otherwise why there is none, in words without a secret.</summary>
    /// <exception cref="ArgumentException">The endpoint changes something.</exception>
    public async Task<(JsonElement? Json, string Problem)> ReadAsync(ApiEndpoint endpoint, RequestParameters parameters, CancellationToken cancellationToken)
    {
        if (!endpoint.IsRead)
            throw new ArgumentException($"{endpoint.Name} changes something; a validation only reads.", nameof(endpoint));
        var answer = await AskAsync().ConfigureAwait(false);
        while (answer is ApiAnswer.Failed { Verdict: ErrorVerdict.Wait, RetryAfter: var wait } && await HasWaitedAsync(wait, cancellationToken).ConfigureAwait(false))
            answer = await AskAsync().ConfigureAwait(false);

        switch (answer)
        {
            case ApiAnswer.Success success:
                using (var document = JsonDocument.Parse(success.Body))
                    return (document.RootElement.Clone(), string.Empty);
            case ApiAnswer.Failed failed:
                return (null, $"{failed.Message} ({failed.Code})");
            case ApiAnswer.Silent silent:
                return (null, $"no answer: {silent.Reason}");
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} is not an answer.");
        }

        Task<ApiAnswer> AskAsync() => client.SendAsync(new ApiRequest(endpoint, parameters, RequestLane.Query), cancellationToken);
    }

    /// <summary>The rules of a symbol; null when the exchange does not list it.</summary>
    /// <exception cref="RulesUnavailableException">The exchange does not tell.</exception>
    public async Task<SymbolRules?> RulesAsync(string symbol, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await exchange.GetRulesAsync(symbol, cancellationToken).ConfigureAwait(false);
            }
            catch (RulesUnavailableException unavailable) when (unavailable.RetryAfter is { } wait)
            {
                if (!await HasWaitedAsync(wait, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    /// <summary>The same without parameters.</summary>
    public Task<(JsonElement? Json, string Problem)> ReadAsync(ApiEndpoint endpoint, CancellationToken cancellationToken) =>
        ReadAsync(endpoint, new RequestParameters(), cancellationToken);

    /// <summary>A flag of an answer; null: the answer does not have it.</summary>
    public static bool? Flag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    /// <summary>A text of an answer; null: the answer does not have it.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An amount of an answer, written as a text or as a number; null: the answer does not have it.</summary>
    public static decimal? Amount(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
        return decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    /// <summary>Waits for room; false when no patience is left for so long a wait.</summary>
    private async Task<bool> HasWaitedAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        _waitsSince ??= clock.GetTimestamp();
        var pause = wait > Least ? wait : Least;
        if (clock.GetElapsedTime(_waitsSince.Value) + pause > Patience)
            return false;
        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
