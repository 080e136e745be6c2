using System.Net;

namespace Executor.Silo.Explaining;

/// <summary>Asks a running silo for an explanation.</summary>
internal static class ExplanationCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Copies the answer to <paramref name="output"/>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> MakeAsync(
        Uri silo, string symbol, string? tradeKey, bool asJson, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = silo, Timeout = Patience };
        var query = $"?format={(asJson ? "json" : "text")}{(tradeKey is null ? string.Empty : $"&trade={Uri.EscapeDataString(tradeKey)}")}";
        using var answer = await client.GetAsync(new Uri($"/positions/{Uri.EscapeDataString(symbol)}/explanation{query}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            await answer.Content.CopyToAsync(output, cancellationToken);
            return ExplainVerb.ExitCode(answer.Headers.TryGetValues(ExplanationEndpoint.AgreesHeader, out var agrees) && agrees.Contains("true"));
        }

        await errors.WriteLineAsync($"The executor at {silo} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        return ExplainVerb.Unknown;
    }
}
