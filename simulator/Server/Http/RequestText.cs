using System.Text;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Http;

/// <summary>Takes apart form text as it was received: decoded parameters on one side, the bytes that were signed on the other.</summary>
internal static class RequestText
{
    private const string SignaturePrefix = ParameterRules.Signature + "=";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds the parameters of a query or a body.</summary>
    public static void Read(string text, ParameterList parameters, bool isBody)
    {
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? part : part[..equals]);
            var value = equals < 0 ? "" : Decode(part[(equals + 1)..]);
            if (name is null || value is null)
                parameters.Undecodable ??= name ?? "parameters";
            else
                parameters.Add(new Parameter(name, value), isBody);
        }
    }

    /// <summary>Query and body without their signature, with nothing between them.</summary>
    public static byte[] SignedPart(string query, string body) => Encoding.Latin1.GetBytes(WithoutSignature(query) + WithoutSignature(body));

    private static string WithoutSignature(string text) => text.Contains(SignaturePrefix, StringComparison.Ordinal)
        ? string.Join('&', text.Split('&').Where(part => !part.StartsWith(SignaturePrefix, StringComparison.Ordinal)))
        : text;

    /// <summary>Null for text that is no percent-encoded UTF-8.</summary>
    private static string? Decode(string text)
    {
        if (!text.AsSpan().ContainsAny('%', '+') && text.All(char.IsAscii))
            return text;
        var bytes = new byte[text.Length];
        var length = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '%')
            {
                bytes[length++] = text[index] == '+' ? (byte)' ' : (byte)text[index];
                continue;
            }
            if (index + 2 >= text.Length || !char.IsAsciiHexDigit(text[index + 1]) || !char.IsAsciiHexDigit(text[index + 2]))
                return null;
            bytes[length++] = Convert.FromHexString(text.AsSpan(index + 1, 2))[0];
            index += 2;
        }
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
