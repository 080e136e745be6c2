using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>What may the key do, and what should it not be able to do?</summary>
internal static class KeyCheck
{
    private const string Check = "key";

    /// <summary>Checks the key; the spot account, or null when the key cannot be used.</summary>
    public static async Task<JsonElement?> RunAsync(SiloSettings settings, LiveSettings live, AccountReads reads, ValidationReport report, CancellationToken cancellationToken)
    {
        var (account, problem) = await reads.ReadAsync(SpotEndpoints.Account, new RequestParameters().Add("omitZeroBalances", "true"), cancellationToken).ConfigureAwait(false);
        if (account is not { } spot)
        {
            report.Fail(Check, null, $"{live.Credentials.Type}: refused: {problem}", $"The key must be of this environment ({live.Environment.Word()}), allowed from this address, and belong to the secret.");
            return null;
        }

        report.Pass(Check, null, $"{live.Credentials.Type}, account type {AccountReads.Text(spot, "accountType") ?? "not told"}");
        if (AccountReads.Flag(spot, "canTrade") == false)
            report.Fail(Check, null, $"the account may not trade", "Enable trading on the exchange's page of the account.");
        if (live.Environment.HasMargin())
            await RestrictionsAsync(settings, reads, report, cancellationToken).ConfigureAwait(false);
        return spot;
    }

    private static async Task RestrictionsAsync(SiloSettings settings, AccountReads reads, ValidationReport report, CancellationToken cancellationToken)
    {
        var (answer, problem) = await reads.ReadAsync(MarginEndpoints.ApiRestrictions, cancellationToken).ConfigureAwait(false);
        if (answer is not { } key)
        {
            report.Warn(Check, null, $"its permissions cannot be read: {problem}", "Make sure on the exchange's page that it may trade and not withdraw.");
            return;
        }

        if (AccountReads.Flag(key, "enableSpotAndMarginTrading") != true)
            report.Fail(Check, null, $"the key may not trade", "Enable 'Spot & Margin Trading' for the key.");
        else
            report.Pass(Check, null, $"the key may trade");
        if (AccountReads.Flag(key, "enableWithdrawals") == true)
        {
            report.Warn(
                Check, null, $"THE KEY MAY WITHDRAW FUNDS: whoever steals it takes everything",
                "Take the right to withdraw away from the key; trading does not need it.");
        }
        else
        {
            report.Pass(Check, null, $"the key may not withdraw");
        }

        if (AccountReads.Flag(key, "ipRestrict") != true)
            report.Warn(Check, null, $"the key works from any address", "Restrict the key to this machine's address.");
        else
            report.Pass(Check, null, $"the key works from the addresses that were named alone");
        if (settings.Symbols.Any(setup => setup.Configuration.Settings.Account.IsMargin()) && AccountReads.Flag(key, "enableMargin") != true)
            report.Fail(Check, null, $"the key may not borrow", "Enable 'Margin Loan, Repay & Transfer' for the key, or set TRADE_MODE=SPOT.");
    }
}
