package com.clientmanager.credits.billing.invoice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Prints an issued invoice or credit note; the same document always prints the same page. */
@ApplicationScoped
public class InvoicePdf {
    /** Ships with PDFBox and knows Latin, Greek and Cyrillic, which the fonts built into PDF do not. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    @CheckedTemplate(basePath = "invoice")
    static class Templates {
        static native TemplateInstance invoice(InvoiceDocument document, InvoicePrint print);

        private Templates() {}
    }

    public byte[] print(InvoiceDocument document) {
        String html = Templates.invoice(document, new InvoicePrint(document)).render();
        try (ByteArrayOutputStream pdf = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(InvoicePdf::font, "Liberation", 400, FontStyle.NORMAL, true)
                    .withHtmlContent(html, null)
                    .withProducer("ClientManager Credits")
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("invoice " + document.number() + " cannot be printed", e);
        }
    }

    private static InputStream font() {
        return Objects.requireNonNull(InvoicePdf.class.getResourceAsStream(FONT), FONT);
    }
}
