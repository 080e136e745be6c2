using Executor.Exchange.Errors;

namespace Executor.Exchange.Http;

/// <summary>What came of one request.</summary>
public abstract record ApiAnswer
{
    private ApiAnswer() { }

    /// <summary>HTTP 2xx with a JSON body that carries no error.</summary>
    /// <param name="Body">The body, complete, valid JSON.</param>
    public sealed record Success(ReadOnlyMemory<byte> Body) : ApiAnswer;

    /// <summary>An answer with an error.</summary>
    /// <param name="Verdict">What it says about the request.</param>
    /// <param name="Code">Binance error code, or one of <see cref="LocalRefusals"/>; below 0.</param>
    /// <param name="Message">Binance text, or our own.</param>
    /// <param name="Status">HTTP status; 0 when the request did not leave.</param>
    /// <param name="Body">The body, for answers that carry more than code and text; empty when it was no JSON.</param>
    public sealed record Failed(ErrorVerdict Verdict, int Code, string Message, int Status, ReadOnlyMemory<byte> Body) : ApiAnswer
    {
        /// <summary>When to try again, where a request was not sent; 0 or more.</summary>
        public TimeSpan RetryAfter { get; private init; }

        /// <summary>A request that was not sent.</summary>
        public static Failed Unsent(int code, string message, TimeSpan retryAfter) => new(ErrorVerdict.Wait, code, message, 0, default)
        {
            RetryAfter = retryAfter > TimeSpan.Zero ? retryAfter : TimeSpan.Zero,
        };
    }

    /// <summary>No answer, or none that could be read.</summary>
    /// <param name="Reason">What happened, without a word of the request's parameters.</param>
    public sealed record Silent(string Reason) : ApiAnswer;
}
