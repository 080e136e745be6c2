using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>
/// One wallet of the exchange: carries out loans and repayments one at a time, and knows which symbol owes what. Key: <c>cross</c> or
/// <c>isolated/SYMBOL</c> (see <see cref="AccountKeys"/>). A spot account owes nothing and has none.
/// </summary>
[Alias("Executor.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Borrows or repays. The request is noted before it is sent, sent once at most, and never after <see cref="LoanRequest.SendBefore"/>.
    /// </summary>
    [Alias("Execute")]
    Task<LoanAnswer> ExecuteAsync(LoanRequest request, CancellationToken cancellationToken);

    /// <summary>What a position knows of its own debt; replaces what was noted for its symbol.</summary>
    [AlwaysInterleave]
    [Alias("Report")]
    Task ReportAsync(DebtReport report, CancellationToken cancellationToken);

    /// <summary>What the account owes for other symbols than <paramref name="symbol"/>. Answers also while a loan is under way.</summary>
    [AlwaysInterleave]
    [Alias("GetStatement")]
    Task<AccountStatement> GetStatementAsync(string symbol, CancellationToken cancellationToken);

    /// <summary>The same, once the loan under way has been answered.</summary>
    [Alias("AwaitStatement")]
    Task<AccountStatement> AwaitStatementAsync(string symbol, CancellationToken cancellationToken);
}
